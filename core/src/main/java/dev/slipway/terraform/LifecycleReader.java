package dev.slipway.terraform;

import dev.slipway.evaluate.References;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclItem.Attribute;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.terraform.Resource.Lifecycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code lifecycle} blocks of resources. */
final class LifecycleReader {

  private static final BlockSchema SCHEMA =
      BlockSchema.of(
              "create_before_destroy", "prevent_destroy", "ignore_changes", "replace_triggered_by")
          .block("precondition")
          .block("postcondition");

  private static final List<String> OVERRIDES =
      List.of("create_before_destroy", "prevent_destroy", "ignore_changes");

  private LifecycleReader() {}

  static Lifecycle read(ResourceMode mode, Draft draft) {
    Content content = content(draft, false);
    for (Draft other : draft.overrides()) {
      content = content.overriddenBy(content(other, true), OVERRIDES);
    }
    Report report = draft.report();
    if (mode != ResourceMode.MANAGED) {
      refuseArguments(content, report);
    }
    List<Condition> conditions = conditions(content, draft.override(), report);
    ConditionReader.checkNotItself(
        mode, draft.label(0).text(), draft.label(1).text(), conditions, report);
    return new Lifecycle(
        content
            .value("create_before_destroy")
            .flatMap(v -> Constants.bool(v, report))
            .orElse(false),
        content
            .value("prevent_destroy")
            .filter(v -> !isComputedByOpenTofu(v, report))
            .flatMap(v -> Constants.bool(v, report))
            .orElse(false),
        content
            .value("ignore_changes")
            .flatMap(Constants::keyword)
            .filter("all"::equals)
            .isPresent(),
        content.value("ignore_changes").map(v -> ignored(v, report)).orElse(List.of()),
        content.value("replace_triggered_by").map(v -> triggers(v, report)).orElse(List.of()),
        conditions);
  }

  private static boolean isComputedByOpenTofu(HclExpression expression, Report report) {
    return !References.of(expression).isEmpty()
        && report.isOpenTofus(expression.range(), "It can depend on variables.");
  }

  private static Content content(Draft draft, boolean override) {
    Optional<Block> block = draft.content().single("lifecycle", draft.report());
    if (block.isEmpty()) {
      return new Content(java.util.Map.of(), List.of());
    }
    Content content =
        Content.whole(
            block.get().body(),
            SCHEMA.openTofu(draft.report().openTofu(), "enabled", "destroy"),
            block.get().header(),
            draft.report());
    noteEnabled(content, draft.report());
    if (override) {
      conditions(content, true, draft.report());
    }
    return content;
  }

  private static List<Condition> conditions(Content content, boolean override, Report report) {
    List<Condition> all =
        new ArrayList<>(
            ConditionReader.all(
                Condition.Kind.PRECONDITION, content.blocks("precondition"), override, report));
    all.addAll(
        ConditionReader.all(
            Condition.Kind.POSTCONDITION, content.blocks("postcondition"), override, report));
    return all;
  }

  private static void noteEnabled(Content content, Report report) {
    content
        .argument("enabled")
        .ifPresent(argument ->
            report.isOpenTofus(argument.nameRange(), "It switches the whole block on and off."));
    content
        .argument("destroy")
        .ifPresent(argument ->
            report.isOpenTofus(
                argument.nameRange(), "It keeps what is taken out of the configuration."));
  }

  private static void refuseArguments(Content content, Report report) {
    for (Attribute argument : content.arguments().values()) {
      if (argument.name().equals("enabled")) {
        continue;
      }
      report.error(
          "META",
          argument.nameRange(),
          "No `" + argument.name() + "` here",
          "Only what Terraform creates and destroys, a `resource`, has this.",
          "Remove the argument.");
    }
  }

  private static List<Reference> ignored(HclExpression expression, Report report) {
    if (Constants.keyword(expression).filter("all"::equals).isPresent()) {
      return List.of();
    }
    List<Reference> ignored = new ArrayList<>();
    for (HclExpression item : ReferenceReader.items(expression, report)) {
      if (isStar(item)) {
        report.error(
            "META",
            expression.range(),
            "Old wildcard in `ignore_changes`",
            "`[\"*\"]` was the way to say it before Terraform 0.12.",
            "Write `ignore_changes = all`.");
      } else {
        ReferenceReader.quotable(item, report).ifPresent(ignored::add);
      }
    }
    return ignored;
  }

  private static boolean isStar(HclExpression item) {
    return ReferenceReader.quoted(item).filter("*"::equals).isPresent()
        || (item instanceof HclExpression.JsonText text && text.raw().equals("*"));
  }

  private static List<HclExpression> triggers(HclExpression expression, Report report) {
    List<HclExpression> triggers = new ArrayList<>();
    for (HclExpression item : ReferenceReader.items(expression, report)) {
      HclExpression trigger = item;
      if (item instanceof HclExpression.JsonText text) {
        trigger =
            TraversalText.read(text.raw(), text.range())
                .<HclExpression>map(found -> found)
                .orElse(item);
      }
      checkTrigger(trigger, report);
      triggers.add(trigger);
    }
    return triggers;
  }

  private static void checkTrigger(HclExpression trigger, Report report) {
    if (trigger instanceof HclExpression.Invalid || trigger instanceof HclExpression.JsonText) {
      return;
    }
    int resources = 0;
    for (Traversal reference : References.of(trigger)) {
      switch (reference.root()) {
        case "each" -> checkWord(reference, "key", trigger, report);
        case "count" -> checkWord(reference, "index", trigger, report);
        case "var", "local", "module", "path", "self", "terraform" -> wrong(trigger, report);
        default -> resources++;
      }
    }
    if (resources != 1) {
      report.error(
          "META",
          trigger.range(),
          "`replace_triggered_by` needs one resource",
          resources == 0 ? "This names none." : "This names several.",
          "Name one resource, or an attribute of it.");
    }
  }

  private static void checkWord(
      Traversal reference, String word, HclExpression trigger, Report report) {
    boolean fits =
        !reference.steps().isEmpty()
            && reference.steps().getFirst() instanceof Step.Attribute name
            && name.name().equals(word);
    if (!fits) {
      wrong(trigger, report);
    }
  }

  private static void wrong(HclExpression trigger, Report report) {
    report.error(
        "META",
        trigger.range(),
        "Not for `replace_triggered_by`",
        "Only resources, `count.index` and `each.key` may be used in it.",
        "Name a resource, or an attribute of it.");
  }
}
