import assert from "node:assert/strict";
import { test } from "node:test";
import { readEvents } from "./sse.ts";

function bodyOf(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function eventsOf(chunks: Iterable<Uint8Array>) {
  return await Array.fromAsync(readEvents(bodyOf(chunks)));
}

const encode = (text: string) => new TextEncoder().encode(text);
const stream = 'event: delta\ndata: {"text":"é"}\n\nevent: done\ndata: {}\n\n';
const expected = [
  { name: "delta", data: '{"text":"é"}' },
  { name: "done", data: "{}" },
];

test("reads events from one chunk", async () => {
  assert.deepEqual(await eventsOf([encode(stream)]), expected);
});

test("reads events cut at every byte", async () => {
  const bytes = encode(stream);
  assert.deepEqual(await eventsOf(Array.from(bytes, (byte) => Uint8Array.of(byte))), expected);
});

test("joins lines of data, and leaves out comments and what never ended", async () => {
  const events = await eventsOf([encode(": hello\n\ndata: a\ndata: b\n\ndata: cut off")]);
  assert.deepEqual(events, [{ name: "message", data: "a\nb" }]);
});

test("stops the stream when the reader stops", async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(encode("data: x\n\n")),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const _ of readEvents(body)) break;
  assert.ok(cancelled);
});
