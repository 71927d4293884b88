package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Rule;
import java.util.List;
import java.util.function.Predicate;

/** Rules that ask for one argument to be set in one way. */
final class Expect {

  private Expect() {}

  /** It has to be true; left out it is false. */
  static Rule.Test<ResourceView> on(String path) {
    return (resource, report) -> {
      Setting setting = resource.at(path);
      if (setting.isOff()) {
        resource.fault(
            report,
            path,
            setting.isAbsent()
                ? "`" + path + "` is not set, and counts as false then."
                : "`" + path + "` is false.");
      }
    };
  }

  /** It must not be switched off; left out it is true. */
  static Rule.Test<ResourceView> notOff(String path) {
    return (resource, report) -> {
      if (resource.at(path).isFalse()) {
        resource.fault(report, path, "`" + path + "` is false.");
      }
    };
  }

  /** It must not be true; left out it is false. */
  static Rule.Test<ResourceView> notOn(String path) {
    return (resource, report) -> {
      if (resource.at(path).isTrue()) {
        resource.fault(report, path, "`" + path + "` is true.");
      }
    };
  }

  /** It has to be switched off; left out it is true. */
  static Rule.Test<ResourceView> off(String path) {
    return (resource, report) -> {
      Setting setting = resource.at(path);
      if (setting.isTrue() || setting.isAbsent()) {
        resource.fault(
            report,
            path,
            setting.isAbsent()
                ? "`" + path + "` is not set, and counts as true then."
                : "`" + path + "` is true.");
      }
    };
  }

  /** The argument or block has to be there. */
  static Rule.Test<ResourceView> set(String path) {
    return (resource, report) -> {
      if (resource.lacks(path)) {
        resource.fault(report, path, "`" + path + "` is not set.");
      }
    };
  }

  /** It has to be one of these; left out it is not. */
  static Rule.Test<ResourceView> oneOf(String path, String... good) {
    return (resource, report) -> {
      Setting setting = resource.at(path);
      if (setting.isAbsent() || setting.text().isPresent() && !setting.is(good)) {
        resource.fault(report, path, "`" + path + "` " + setting.state() + ".");
      }
    };
  }

  /** It must be none of these; left out it is not. */
  static Rule.Test<ResourceView> noneOf(String path, String... bad) {
    return (resource, report) -> {
      Setting setting = resource.at(path);
      if (setting.is(bad)) {
        resource.fault(report, path, "`" + path + "` " + setting.state() + ".");
      }
    };
  }

  /** It must not be less than this; left out it is {@code otherwise}. */
  static Rule.Test<ResourceView> atLeast(String path, long least, long otherwise) {
    return (resource, report) -> {
      Setting setting = resource.at(path);
      if (setting.isBelow(least) || setting.isAbsent() && otherwise < least) {
        resource.fault(report, path, "`" + path + "` " + setting.state() + ".");
      }
    };
  }

  /** No known text of a list may be one of these. */
  static Rule.Test<ResourceView> without(String path, List<String> bad) {
    return (resource, report) ->
        resource.at(path).texts().stream()
            .filter(bad::contains)
            .findFirst()
            .ifPresent(text -> resource.fault(report, path, "`" + path + "` has `" + text + "`."));
  }

  /** A rule for some of the resources of its types. */
  static Rule.Test<ResourceView> only(Predicate<ResourceView> which, Rule.Test<ResourceView> test) {
    return (resource, report) -> {
      if (which.test(resource)) {
        test.check(resource, report);
      }
    };
  }
}
