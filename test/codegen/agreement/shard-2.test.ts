import { testShard } from "./shard.js";

testShard(2);
