"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { ask, PROVIDERS, type Provider } from "@/lib/api";
import { SignIn } from "./sign-in";

interface Message {
  readonly role: "user" | "assistant";
  readonly text: string;
}

export function Chat() {
  const [token, setToken] = useState<string>();
  const [provider, setProvider] = useState<Provider>("anthropic");
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const [prompt, setPrompt] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const conversationId = useRef<string>(undefined);
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  if (token === undefined) return <SignIn onToken={setToken} />;

  async function send(token: string) {
    const before = messages;
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setProblem(undefined);
    setPrompt("");
    let answer = "";
    const show = () =>
      setMessages([...before, { role: "user", text: prompt }, { role: "assistant", text: answer }]);
    show();
    try {
      const question = { provider, prompt, conversationId: conversationId.current };
      for await (const progress of ask(question, token, controller.signal)) {
        if (progress.kind === "done") {
          conversationId.current = progress.conversationId;
        } else {
          answer += progress.text;
          show();
        }
      }
    } catch (error) {
      if (controller.signal.aborted) return;
      setMessages(before);
      setPrompt(prompt);
      setProblem(error instanceof Error ? error.message : "Something went wrong.");
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (token !== undefined && prompt.trim() !== "") void send(token);
  }

  return (
    <>
      <ol aria-live="polite" aria-busy={busy}>
        {messages.map(({ role, text }, index) => (
          <li key={index} data-role={role}>
            {text || "…"}
          </li>
        ))}
      </ol>
      {problem && <p role="alert">{problem}</p>}
      <form onSubmit={submit}>
        <select
          aria-label="Provider"
          value={provider}
          onChange={(event) => setProvider(event.target.value as Provider)}
        >
          {PROVIDERS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <input
          aria-label="Message"
          value={prompt}
          maxLength={20_000}
          onChange={(event) => setPrompt(event.target.value)}
        />
        <button disabled={busy}>Send</button>
      </form>
    </>
  );
}
