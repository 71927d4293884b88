package dev.slipway.emit;
import org.junit.jupiter.api.Test;
import java.nio.file.*;
class DumpTest {
  @Test void dump() throws Exception {
    var all = new java.util.ArrayList<GeneratedFile>();
    var b = Samples.chatWithBuildTimeAddress(); var t = Samples.chatTree();
    all.addAll(dev.slipway.emit.pipeline.GithubActionsEmitter.emit(b, t).value());
    all.addAll(dev.slipway.emit.docker.DockerEmitter.emit(b, t).value());
    all.addAll(dev.slipway.emit.compose.ComposeEmitter.emit(b, t).value());
    for (var f : all) { Path p = Path.of("/tmp/out", f.path()); Files.createDirectories(p.getParent()); Files.writeString(p, f.text()); }
  }
}
