package dev.slipway.check.rule.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerfileReaderTest {

  private static List<Instruction> read(String text) {
    return DockerfileReader.read("Dockerfile", text);
  }

  @Test
  void joinsContinuationsAndLeavesCommentsBetweenThemOut() {
    Instruction run = read("run apt-get update && \\\n  # why\n\n  apt-get clean\n").getFirst();
    assertThat(run.keyword()).isEqualTo("RUN");
    assertThat(run.arguments()).isEqualTo("apt-get update &&  apt-get clean");
    assertThat(run.commands()).hasSize(2);
    assertThat(run.place("clean").line()).isEqualTo(4);
  }

  @Test
  void followsTheEscapeDirective() {
    assertThat(read("# escape=`\nFROM a:1\nRUN dir C:\\\nRUN b `\n  c\n"))
        .extracting(Instruction::arguments)
        .containsExactly("a:1", "dir C:\\", "b   c".replace("   ", "  "));
  }

  @Test
  void takesHeredocsForScripts() {
    List<Instruction> all = read("FROM a:1\nRUN <<EOF\ncurl x | sh\nUSER root\nEOF\nUSER 1\n");
    assertThat(all).extracting(Instruction::keyword).containsExactly("FROM", "RUN", "USER");
    assertThat(all.get(1).heredoc()).isEqualTo("curl x | sh\nUSER root\n");
  }

  @Test
  void aHeredocThatDoesNotEndTakesTheRest() {
    assertThat(read("FROM a:1\nRUN <<EOF\nUSER 1\n")).hasSize(2);
  }

  @Test
  void readsTheJsonFormAndFlags() {
    List<Instruction> all =
        read("COPY --from=build --chown=1:1 [\"a b\", \"/c\"]\nCMD [\"x\", 1\n");
    assertThat(all.getFirst().flag("from")).contains("build");
    assertThat(all.getFirst().words()).containsExactly("a b", "/c");
    assertThat(all.get(1).json()).isEmpty();
  }

  @Test
  void putsArgumentsIntoImagesAndFollowsStages() {
    DockerFile file =
        DockerFile.read(
            "Dockerfile",
            "ARG V=3.14\nFROM python:${V}-slim AS Base\nUSER 7\nFROM base\nFROM $X\n",
            false,
            LocalDate.of(2026, 11, 23));
    assertThat(file.stages().getFirst().image()).hasToString("Optional[python:3.14-slim]");
    assertThat(file.stages().get(1).last("USER")).isPresent();
    assertThat(file.stages().get(2).image()).isEmpty();
  }

  @Test
  void takesAnyBytes() {
    assertThat(read("")).isEmpty();
    assertThat(read("\u0000\uFFFD\n\\\n\\")).isNotEmpty();
  }
}
