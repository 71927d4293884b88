export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** Reads a server-sent event stream. Chunks may end anywhere, even within a character. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      buffer += decoder.decode(value, { stream: !done });
      const blocks = buffer.split(/\r?\n\r?\n/);
      buffer = blocks.pop() ?? "";
      yield* blocks.map(parse).filter((event) => event.data !== "");
      if (done) return;
    }
  } finally {
    await reader.cancel();
  }
}

function parse(block: string): ServerEvent {
  let name = "message";
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
    if (field === "event") name = value ?? name;
    if (field === "data") data.push(value ?? "");
  }
  return { name, data: data.join("\n") };
}
