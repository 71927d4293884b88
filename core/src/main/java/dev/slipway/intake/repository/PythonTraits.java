package dev.slipway.intake.repository;

import dev.slipway.vocabulary.Trait;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what changes how a Python service has to be run. */
final class PythonTraits {

  private static final Pattern WRITE =
      Pattern.compile(
          "\\bopen\\([^\\n)]{1,200},\\s{0,3}(?:mode\\s{0,2}=\\s{0,2})?[\"'](?:w|a|wb|ab|xb|x|w\\+|wb\\+)[\"']");

  private PythonTraits() {}

  static void collect(SourceFile file, ServiceDraft draft) {
    mark(
        file,
        draft,
        Trait.STREAMING,
        "StreamingResponse(",
        "EventSourceResponse(",
        "text/event-stream",
        "StreamingHttpResponse(",
        "stream_with_context(");
    mark(
        file,
        draft,
        Trait.WEBSOCKETS,
        ".websocket(",
        "WebsocketConsumer",
        "WebSocketEndpoint",
        "WebSocketRoute(");
    mark(file, draft, Trait.GRPC, "grpc.server(", "grpc.aio.server(");
    mark(
        file,
        draft,
        Trait.BACKGROUND_WORK,
        "BackgroundTasks",
        "BackgroundScheduler(",
        "AsyncIOScheduler(",
        "asyncio.create_task(",
        "BackgroundTask(");
    mark(file, draft, Trait.LOCAL_DISK, "FileSystemStorage(", "UPLOAD_FOLDER", "MEDIA_ROOT");
    if (file.code().contains("open(")) {
      Matcher matcher = WRITE.matcher(file.code());
      if (matcher.find()
          && !matcher.group().contains("/tmp")
          && !Names.last(file.path()).startsWith("manage")
          && !file.path().contains("scripts/")) {
        draft.trait(Trait.LOCAL_DISK, file.derived(matcher.start()));
      }
    }
  }

  private static void mark(SourceFile file, ServiceDraft draft, Trait trait, String... words) {
    int at = draft.traits.stream().anyMatch(t -> t.value() == trait) ? -1 : file.find(words);
    if (at >= 0) {
      draft.trait(trait, file.derived(at));
    }
  }
}
