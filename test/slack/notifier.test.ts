import { describeNotifier } from "../support/notifier-contract.js";
import { startSlackHarness } from "../support/slack-harness.js";

describeNotifier("Slack", startSlackHarness);
