/** Discord's limits as documented. Characters are counted as UTF-16 units, which is never fewer than Discord counts. */

/** https://discord.com/developers/docs/resources/message#create-message */
export const CONTENT_CHARS = 2000;
/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const TITLE_CHARS = 256;
export const DESCRIPTION_CHARS = 4096;
export const FIELD_NAME_CHARS = 256;
export const FIELD_VALUE_CHARS = 1024;
export const FOOTER_CHARS = 2048;
/** Of a picture's description; Discord takes 4,096. */
export const ALT_CHARS = 500;
/** All embeds of a message together. */
export const EMBEDS_CHARS = 6000;
/** https://discord.com/developers/docs/resources/message#create-message: `nonce`. */
export const NONCE_CHARS = 25;
/** https://discord.com/developers/docs/resources/channel#start-thread-from-message: `name`. */
export const THREAD_NAME_CHARS = 100;
/** https://discord.com/developers/docs/resources/message#get-channel-messages: `limit`. */
export const HISTORY_PAGE = 100;

// Our own, well within the above: what people read at a glance. Description, three fields and the rest stay below 6,000.

/** A longer address is not linked: it would take the room of what is said. */
export const LINK_CHARS = 1000;
export const HOST_CHARS = 60;
/** Of the description; title, fields and footer fill the rest of the 6,000. */
export const ALERT_CHARS = 4000;
export const NOTE_CHARS = 1500;
export const OPERATOR_CHARS = 1500;
export const DIGEST_STORIES = 20;
export const DIGEST_HEADLINE_CHARS = 120;
export const ANSWER_TEXT_CHARS = 160;
export const ANSWER_DETAILS_CHARS = 180;

/** https://discord.com/developers/docs/interactions/application-commands: names and descriptions of commands. */
export const COMMAND_DESCRIPTION_CHARS = 100;
export const OPTIONS = 25;
