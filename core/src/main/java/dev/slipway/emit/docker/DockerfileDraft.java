package dev.slipway.emit.docker;

import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.TextFile;
import dev.slipway.emit.docker.Instruction.Argument;
import dev.slipway.emit.docker.Instruction.Comment;
import dev.slipway.emit.docker.Instruction.Copy;
import dev.slipway.emit.docker.Instruction.Folder;
import dev.slipway.emit.docker.Instruction.From;
import dev.slipway.emit.docker.Instruction.Gap;
import dev.slipway.emit.docker.Instruction.Run;
import dev.slipway.emit.docker.Instruction.Variable;
import dev.slipway.facts.BaseImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Dockerfile while it is being put together: instructions, each with its reason. */
final class DockerfileDraft {

  private record Step(Instruction instruction, Provenance reason) {}

  private final List<Step> steps = new ArrayList<>();
  private Provenance reason;

  DockerfileDraft(Provenance reason) {
    this.reason = reason;
  }

  /** The reason for the instructions from here on. */
  DockerfileDraft because(Provenance why) {
    reason = why;
    return this;
  }

  DockerfileDraft add(Instruction instruction) {
    steps.add(new Step(instruction, reason));
    return this;
  }

  DockerfileDraft comment(String text) {
    return add(new Comment(text));
  }

  DockerfileDraft gap() {
    return add(new Gap());
  }

  /** A stage on a base image, pinned by digest where two sources agree on it. */
  DockerfileDraft from(String reference, String stage, String... comments) {
    gap();
    List.of(comments).forEach(this::comment);
    pinAdvice(reference);
    return add(new From(pinned(reference), stage));
  }

  /** Copies from a published image, pinned as a base image is. */
  DockerfileDraft copyFromImage(String reference, String source, String target) {
    pinAdvice(reference);
    return add(new Copy(pinned(reference), "", List.of(source), target));
  }

  private void pinAdvice(String reference) {
    if (BaseImages.find(reference).filter(BaseImages.Image::confirmed).isEmpty()) {
      comment(
          "Not pinned: no digest of this image is confirmed. To pin it, append what this prints"
              + " after an @ sign:\n"
              + "docker buildx imagetools inspect "
              + reference
              + " --format '{{.Manifest.Digest}}'");
    }
  }

  private static String pinned(String reference) {
    return BaseImages.find(reference).map(BaseImages.Image::reference).orElse(reference);
  }

  DockerfileDraft folder(String path) {
    return add(new Folder(path));
  }

  DockerfileDraft copy(List<String> sources, String target) {
    return add(new Copy("", "", sources, target));
  }

  DockerfileDraft copyFrom(String stage, String source, String target) {
    return add(new Copy(stage, "", List.of(source), target));
  }

  DockerfileDraft argument(String name) {
    return add(new Argument(name, Optional.empty()));
  }

  /** Variables given as name and value by turns. */
  DockerfileDraft environment(String... namesAndValues) {
    List<Variable> variables = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String value = namesAndValues[i + 1];
      variables.add(new Variable(namesAndValues[i], value, value.contains("$PATH")));
    }
    return add(new Instruction.Environment(variables));
  }

  DockerfileDraft run(String... commands) {
    return add(new Run(List.of(), List.of(commands)));
  }

  /** Runs with a folder that is kept between builds and stays out of the image. */
  DockerfileDraft runCached(String cache, String... commands) {
    return add(new Run(List.of("type=cache,target=" + cache), List.of(commands)));
  }

  GeneratedFile build(String path) {
    TextFile file = TextFile.at(path);
    for (Step step : steps) {
      file.because(step.reason());
      DockerfileWriter.write(file, step.instruction());
    }
    return file.build();
  }
}
