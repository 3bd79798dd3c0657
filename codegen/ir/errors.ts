/** The loop IR was put together wrongly: operands of different types, an unknown name, a wrong number of arguments. */
export class IrError extends Error {
  override readonly name: string = "IrError";
}

/** Where in a module a check failed: the procedure and, where there is one, the statement as the printer shows it. */
export interface VerifyPlace {
  readonly procedure: string;
  readonly statement?: string;
}

/** The verifier could not prove a module right. The message names the procedure, the statement and the missing proof. */
export class VerifyError extends IrError {
  override readonly name = "VerifyError";
  /** The procedure in which the proof failed; empty for a fault of the module itself. */
  readonly procedure: string;
  /** The statement at fault as the printer shows it; empty where the fault is not in a statement. */
  readonly statement: string;

  constructor(problem: string, place: VerifyPlace) {
    const where = [place.procedure, place.statement].filter((part) => part !== undefined && part !== "").join(": ");
    super(where === "" ? problem : `${where}: ${problem}`);
    this.procedure = place.procedure;
    this.statement = place.statement ?? "";
  }
}

/** A module did something wrong while it ran: an access out of bounds, an exponent or an int out of range. */
export class InterpretError extends IrError {
  override readonly name = "InterpretError";
}
