import { Chat } from "@/components/chat";

export default function Page() {
  return (
    <main>
      <h1>Omni-Chat</h1>
      <Chat />
    </main>
  );
}
