package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A module or resource, as {@code moved}, {@code import} and the like name it.
 *
 * @param modules the names of the calls that lead to it
 * @param resource empty where it is a module
 * @param text the whole address, instance keys included
 */
public record Address(List<String> modules, Optional<ResourceName> resource, String text) {

  public Address {
    modules = List.copyOf(modules);
  }

  /** A resource within its module. */
  public record ResourceName(ResourceMode mode, String type, String name) {
    public String text() {
      return mode.prefix() + type + "." + name;
    }
  }

  /** The words that cannot begin the type of a resource. */
  private static final List<String> RESERVED =
      List.of(
          "count",
          "each",
          "local",
          "module",
          "path",
          "self",
          "terraform",
          "var",
          "template",
          "lazy",
          "arg");

  /** Reads one; empty where it is none, which is reported. */
  static Optional<Address> read(Reference reference, boolean instances, Report report) {
    return new Reader(reference.traversal(), instances, report).read();
  }

  private static final class Reader {
    private final Traversal traversal;
    private final boolean instances;
    private final Report report;
    private final List<String> modules = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int at; // 0 is the root, i is step i - 1

    Reader(Traversal traversal, boolean instances, Report report) {
      this.traversal = traversal;
      this.instances = instances;
      this.report = report;
    }

    Optional<Address> read() {
      while (name().filter("module"::equals).isPresent()) {
        at++;
        Optional<String> name = name();
        if (name.isEmpty()) {
          return wrong("`module` must be followed by a module's name.");
        }
        modules.add(name.get());
        append("module").append('.').append(name.get());
        at++;
        if (isKey() && !takeKey()) {
          return Optional.empty();
        }
      }
      return ended()
          ? Optional.of(new Address(modules, Optional.empty(), text.toString()))
          : resource();
    }

    private Optional<Address> resource() {
      String first = name().orElse("");
      ResourceMode mode =
          switch (first) {
            case "data" -> ResourceMode.DATA;
            case "ephemeral" -> ResourceMode.EPHEMERAL;
            default -> ResourceMode.MANAGED;
          };
      if (mode != ResourceMode.MANAGED || first.equals("resource")) {
        at++;
      } else if (RESERVED.contains(first)) {
        return wrong("`" + first + "` is a word of the language and no resource.");
      }
      Optional<String> type = name();
      at++;
      Optional<String> name = name();
      if (type.isEmpty() || name.isEmpty()) {
        return wrong("A resource is named by its type and its name.");
      }
      at++;
      ResourceName found = new ResourceName(mode, type.get(), name.get());
      append(found.text());
      if (isKey() && !takeKey()) {
        return Optional.empty();
      }
      return ended()
          ? Optional.of(new Address(modules, Optional.of(found), text.toString()))
          : wrong("The address goes on behind the resource.");
    }

    private boolean takeKey() {
      Step step = traversal.steps().get(at - 1);
      if (!instances) {
        wrong("Instances cannot be named here, only whole resources and modules.");
        return false;
      }
      switch (step) {
        case Step.Key key -> text.append("[\"").append(key.key()).append("\"]");
        case Step.Index index -> {
          if (!isWhole(index.index())) {
            wrong("An instance is counted in whole numbers.");
            return false;
          }
          text.append('[').append(index.index().toBigInteger()).append(']');
        }
        case Step.Attribute attribute -> {}
      }
      at++;
      return true;
    }

    private static boolean isWhole(BigDecimal number) {
      return number.scale() > -40 && number.stripTrailingZeros().scale() <= 0;
    }

    private boolean isKey() {
      return !ended() && at > 0 && !(traversal.steps().get(at - 1) instanceof Step.Attribute);
    }

    private boolean ended() {
      return at > traversal.steps().size();
    }

    private Optional<String> name() {
      if (ended()) {
        return Optional.empty();
      }
      if (at == 0) {
        return Optional.of(traversal.root());
      }
      return traversal.steps().get(at - 1) instanceof Step.Attribute attribute
          ? Optional.of(attribute.name())
          : Optional.empty();
    }

    private StringBuilder append(String part) {
      return (text.isEmpty() ? text : text.append('.')).append(part);
    }

    private Optional<Address> wrong(String why) {
      Range range = at == 0 || ended() ? traversal.range() : traversal.steps().get(at - 1).range();
      report.error(
          "ADDRESS",
          range,
          "Not the address of a resource or module",
          why,
          "Write an address such as `aws_instance.web` or `module.network`.");
      return Optional.empty();
    }
  }
}
