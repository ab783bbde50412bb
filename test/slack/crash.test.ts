import { describeCrashes, describeFence } from "../support/crash-contract.js";
import { startSlackHarness } from "../support/slack-harness.js";

describeCrashes("Slack", startSlackHarness);
describeFence("Slack", startSlackHarness);
