import { describeLaneFaults } from "../support/lane-faults.js";
import { startSlackHarness } from "../support/slack-harness.js";

describeLaneFaults("Slack", startSlackHarness);
