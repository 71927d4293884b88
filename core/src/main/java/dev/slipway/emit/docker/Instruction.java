package dev.slipway.emit.docker;

import java.util.List;
import java.util.Optional;

/** A line or block of a Dockerfile. */
sealed interface Instruction {

  /** A comment; several lines become several comment lines. */
  record Comment(String text) implements Instruction {}

  /** An empty line. */
  record Gap() implements Instruction {}

  /** {@code ARG}, without a default when {@code value} is empty. */
  record Argument(String name, Optional<String> value) implements Instruction {}

  /** {@code FROM}; {@code stage} is empty for the last one. */
  record From(String image, String stage) implements Instruction {}

  /** {@code ENV}, one variable a line. */
  record Environment(List<Variable> variables) implements Instruction {}

  /** {@code LABEL}, one label a line. */
  record Labels(List<Variable> labels) implements Instruction {}

  /** A name and its literal value; {@code expands} keeps {@code $NAME} in it as a reference. */
  record Variable(String name, String value, boolean expands) {}

  /** {@code WORKDIR}. */
  record Folder(String path) implements Instruction {}

  /** {@code COPY}; {@code from} is a stage or an image, empty for the build context. */
  record Copy(String from, String owner, List<String> sources, String target)
      implements Instruction {}

  /**
   * {@code RUN} of commands one after the other, each a line for a POSIX shell that holds no
   * foreign text unquoted.
   */
  record Run(List<String> mounts, List<String> commands) implements Instruction {}

  /** {@code USER}. */
  record User(String name) implements Instruction {}

  /** {@code EXPOSE}. */
  record Expose(int port) implements Instruction {}

  /** {@code HEALTHCHECK}; without a command, {@code HEALTHCHECK NONE}. */
  record HealthCheck(List<String> command) implements Instruction {}

  /** {@code ENTRYPOINT} in exec form. */
  record Entrypoint(List<String> arguments) implements Instruction {}

  /** {@code CMD} in exec form. */
  record Command(List<String> arguments) implements Instruction {}
}
