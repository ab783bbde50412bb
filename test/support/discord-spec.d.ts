/** discord-api-spec ships its zod schemas without types. */
declare module "discord-api-spec/zod" {
  import type { ZodMiniType } from "zod/mini";

  type Schema = ZodMiniType<Record<string, unknown>, Record<string, unknown>>;
  export const MessageCreateRequestSchema: Schema;
  export const MessageEditRequestPartialSchema: Schema;
  export const CreateTextThreadWithMessageRequestSchema: Schema;
  export const CreateForumThreadRequestSchema: Schema;
  export const CreateMessageInteractionCallbackRequestSchema: Schema;
  export const ModalInteractionCallbackRequestSchema: Schema;
  export const IncomingWebhookRequestPartialSchema: Schema;
  export const IncomingWebhookUpdateRequestPartialSchema: Schema;
  export const ApplicationCommandUpdateRequestSchema: Schema;
  export const UpdateThreadRequestPartialSchema: Schema;
}
