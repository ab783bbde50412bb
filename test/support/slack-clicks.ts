/** What Slack sends for a click under a message and for a field that was filled in. */

export interface SlackPerson {
  id?: string;
  name?: string;
  /** The channel in which the person is. */
  channel?: string;
}

export interface SlackElement {
  type: "button" | "static_select";
  action_id: string;
  /** A button's value, or that of the chosen entry; null where nothing is chosen. */
  value: string | null;
  label: string;
}

type Json = Record<string, unknown>;

/** The button, or the menu's entry, that is labelled so under the message. */
export function elementOf(blocks: Json[], label: string): SlackElement {
  const actions = blocks.filter((block) => block["type"] === "actions").flatMap((block) => block["elements"] as Json[]);
  for (const element of actions) {
    const { type, action_id } = element as { type: SlackElement["type"]; action_id: string };
    const choices = type === "button" ? [element] : (element["options"] as Json[]);
    const chosen = choices.find((choice) => (choice["text"] as Json)["text"] === label);
    if (chosen !== undefined) return { type, action_id, value: String(chosen["value"]), label };
  }
  throw new Error(`nothing is labelled ${label}`);
}

const common = (by: SlackPerson) => ({
  team: { id: "T0TEST", domain: "team" },
  user: { id: by.id ?? "U1", username: by.name ?? "someone", name: by.name ?? "someone", team_id: "T0TEST" },
  api_app_id: "A0TEST",
  token: "verification",
});

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function clickPayload(trigger: string, responseUrl: string, element: SlackElement, by: SlackPerson): Json {
  const channel = by.channel ?? "C0TEST";
  const text = { type: "plain_text", text: element.label };
  const what = { action_id: element.action_id, block_id: "b1", action_ts: "1.2" };
  const action =
    element.type === "button"
      ? { type: "button", ...what, text, value: element.value }
      : {
          type: "static_select",
          ...what,
          selected_option: element.value === null ? null : { text, value: element.value },
        };
  return {
    type: "block_actions",
    ...common(by),
    container: { type: "message", message_ts: "1.1", channel_id: channel, is_ephemeral: false },
    trigger_id: trigger,
    channel: { id: channel, name: "alerts" },
    message: { type: "message", ts: "1.1", text: "…" },
    state: { values: {} },
    response_url: responseUrl,
    actions: [action],
  };
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function submitPayload(trigger: string, view: Json, text: string, by: SlackPerson): Json {
  const [input] = view["blocks"] as { block_id: string; element: { action_id: string } }[];
  if (input === undefined) throw new Error("the view has no field");
  const values = { [input.block_id]: { [input.element.action_id]: { type: "plain_text_input", value: text } } };
  return {
    type: "view_submission",
    ...common(by),
    trigger_id: trigger,
    view: { ...view, id: `V${trigger}`, hash: "1", state: { values } },
    response_urls: [],
  };
}
