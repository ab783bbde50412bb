import { actContract } from "../support/act-contract.js";

actContract("slack");
