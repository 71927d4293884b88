package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.terraform.ResourceMode;
import java.util.Optional;

/** What a reference names, relative to the module that it stands in. */
public sealed interface Target {

  /** {@code var.name}. */
  record Variable(String name) implements Target {}

  /** {@code local.name}. */
  record Local(String name) implements Target {}

  /** {@code path.name}. */
  record PathAttribute(String name) implements Target {}

  /** {@code terraform.name}. */
  record TerraformAttribute(String name) implements Target {}

  /** {@code count.name}. */
  record CountAttribute(String name) implements Target {}

  /** {@code each.name}. */
  record EachAttribute(String name) implements Target {}

  /** {@code self}. */
  record Self() implements Target {}

  /**
   * {@code module.call}, {@code module.call[0]} or {@code module.call.output}.
   *
   * @param key the step that picks an instance: a {@link Step.Key} or {@link Step.Index}
   * @param output the name behind it, which may be an output's
   */
  record ModuleCallTarget(String call, Optional<Step> key, Optional<String> output)
      implements Target {}

  /**
   * {@code aws_vpc.main}, {@code data.aws_ami.ubuntu["x"]}, {@code ephemeral.random_password.db}.
   *
   * @param key the step that picks an instance: a {@link Step.Key} or {@link Step.Index}
   */
  record ResourceTarget(ResourceMode mode, String type, String name, Optional<Step> key)
      implements Target {

    /** The resource's address in its module, without a key. */
    public String address() {
      return mode.prefix() + type + "." + name;
    }
  }
}
