import { readEvents } from "./sse.ts";

export const PROVIDERS = ["anthropic", "openai", "google"] as const;
export type Provider = (typeof PROVIDERS)[number];

export interface Question {
  readonly provider: Provider;
  readonly prompt: string;
  readonly conversationId: string | undefined;
}

export type Progress =
  | { readonly kind: "delta"; readonly text: string }
  | { readonly kind: "done"; readonly conversationId: string };

const baseUrl = process.env.NEXT_PUBLIC_API_BASE_URL ?? "http://localhost:8000";

/** Asks, and yields the answer as it is written. Throws when there is none, or only part of it. */
export async function* ask(
  question: Question,
  token: string,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const response = await fetch(`${baseUrl}/api/chat/complete`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      provider: question.provider,
      prompt: question.prompt,
      conversation_id: question.conversationId,
    }),
    signal,
  });
  if (!response.ok || response.body === null) throw new Error(reason(response));
  for await (const { name, data } of readEvents(response.body)) {
    const payload = JSON.parse(data) as Record<string, string>;
    if (name === "delta") yield { kind: "delta", text: payload.text ?? "" };
    if (name === "error") throw new Error(payload.message);
    if (name === "done") {
      yield { kind: "done", conversationId: payload.conversation_id ?? "" };
      return;
    }
  }
  throw new Error("The connection was lost. Please ask again.");
}

function reason(response: Response): string {
  switch (response.status) {
    case 401:
      return "Please sign in again.";
    case 429:
      return `Too many questions. Try again in ${response.headers.get("Retry-After") ?? "60"} seconds.`;
    default:
      return `The server answered ${response.status}.`;
  }
}
