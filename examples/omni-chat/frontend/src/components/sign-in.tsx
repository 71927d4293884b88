"use client";

import Script from "next/script";
import { useRef } from "react";

interface GoogleIdentity {
  initialize(options: {
    client_id: string;
    callback: (response: { credential: string }) => void;
  }): void;
  renderButton(parent: HTMLElement, options: { theme: "outline" }): void;
}

declare global {
  var google: { accounts: { id: GoogleIdentity } } | undefined;
}

export function SignIn({ onToken }: { onToken: (token: string) => void }) {
  const button = useRef<HTMLDivElement>(null);

  function show() {
    const identity = globalThis.google?.accounts.id;
    if (!identity || !button.current) return;
    identity.initialize({
      client_id: process.env.NEXT_PUBLIC_GOOGLE_CLIENT_ID ?? "",
      callback: ({ credential }) => onToken(credential),
    });
    identity.renderButton(button.current, { theme: "outline" });
  }

  return (
    <>
      <Script src="https://accounts.google.com/gsi/client" onReady={show} />
      <p>Sign in to chat.</p>
      <div ref={button} />
    </>
  );
}
