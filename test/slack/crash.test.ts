import { describeCrashes } from "../support/crash-contract.js";
import { startSlackHarness } from "../support/slack-harness.js";

describeCrashes("Slack", startSlackHarness);
