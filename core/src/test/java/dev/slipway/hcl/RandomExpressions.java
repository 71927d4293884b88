package dev.slipway.hcl;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Expressions and bodies by chance, the same for the same seed. */
public final class RandomExpressions {

  private static final List<String> NAMES =
      List.of(
          "a",
          "name",
          "max_instances",
          "x1",
          "for",
          "in",
          "if",
          "null",
          "true",
          "a-b",
          "a.b",
          "é",
          "");
  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "plain words",
          "quote \" and \\ back",
          "${not} a %{template}",
          "$",
          "$$",
          "$${",
          "%%{",
          "100%",
          "tab\there",
          "first\nsecond",
          "first\n  second\n\nthird\n",
          "  all\n  indented\n",
          "EOT\nEOT\nx\n",
          "ünïcödé ✓ 👩‍👩‍👧",
          "a\u202eb",
          "trailing \nspace\n",
          "price: $",
          "{\n  \"json\": \"${x}\"\n}\n",
          "\r\n",
          "\u0001",
          "severity>=ERROR\nAND x=\"y\"\nAND z",
          "a rather long text that does not stop at all until it has become longer than any line"
              + " should ever be, really");

  private final Random random;

  public RandomExpressions(long seed) {
    random = new Random(seed);
  }

  public Expression expression(int depth) {
    if (depth <= 0) {
      return leaf();
    }
    return switch (random.nextInt(14)) {
      case 0 -> new Expression.ListOf(many(depth));
      case 1, 2 -> object(depth);
      case 3 -> new Expression.Call("merge", many(depth), false);
      case 4 -> new Expression.Call("f", atLeastOne(depth), random.nextBoolean());
      case 5, 6 -> new Expression.Template(many(depth));
      case 7 ->
          new Expression.Conditional(
              expression(depth - 1), expression(depth - 1), expression(depth - 1));
      case 8, 9 -> {
        Expression.Operator[] operators = Expression.Operator.values();
        yield new Expression.Binary(
            operators[random.nextInt(operators.length)],
            expression(depth - 1),
            expression(depth - 1));
      }
      case 10 -> new Expression.Unary(random.nextBoolean() ? "!" : "-", expression(depth - 1));
      case 11 ->
          new Expression.ForList(
              random.nextBoolean() ? Optional.of("k") : Optional.empty(),
              "v",
              expression(depth - 1),
              expression(depth - 1),
              condition(depth));
      case 12 ->
          new Expression.ForObject(
              random.nextBoolean() ? Optional.of("k") : Optional.empty(),
              "v",
              expression(depth - 1),
              expression(depth - 1),
              expression(depth - 1),
              condition(depth));
      default -> leaf();
    };
  }

  public Body body(int depth) {
    Body.Builder body = Body.builder();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      String name = "n" + "x".repeat(random.nextInt(8)) + i;
      if (random.nextInt(4) == 0 && depth > 0) {
        body.block(
            name,
            new Body.Builder[] {builder(depth - 1)}[0],
            random.nextInt(3) == 0 ? "why\nso" : "");
      } else {
        body.set(name, expression(random.nextInt(4)), random.nextInt(5) == 0 ? "a comment" : "");
      }
    }
    return body.build();
  }

  private Body.Builder builder(int depth) {
    Body.Builder builder = Body.builder();
    body(depth).items().forEach(builder::add);
    return builder;
  }

  public String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private Optional<Expression> condition(int depth) {
    return random.nextBoolean() ? Optional.of(expression(depth - 1)) : Optional.empty();
  }

  private Expression leaf() {
    return switch (random.nextInt(8)) {
      case 0 -> Expressions.number(random.nextInt(100) - 50);
      case 1 -> Expressions.number(new BigDecimal("0.50"));
      case 2 -> Expressions.bool(random.nextBoolean());
      case 3 -> new Expression.Null();
      case 4 -> Expressions.ref("google_sql_database_instance.main.connection_name");
      case 5 ->
          Expressions.var("items")
              .at(random.nextBoolean() ? Expressions.text("a-b") : Expressions.number(0))
              .dot("id");
      default -> Expressions.text(text());
    };
  }

  private Expression object(int depth) {
    List<Expression.ObjectOf.Entry> entries = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Expression key =
          random.nextInt(6) == 0
              ? expression(0)
              : Expressions.text(NAMES.get(random.nextInt(NAMES.size())));
      entries.add(new Expression.ObjectOf.Entry(key, expression(depth - 1)));
    }
    return new Expression.ObjectOf(entries);
  }

  private List<Expression> many(int depth) {
    List<Expression> items = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      items.add(expression(depth - 1));
    }
    return items;
  }

  private List<Expression> atLeastOne(int depth) {
    List<Expression> items = new ArrayList<>(many(depth));
    items.add(expression(depth - 1));
    return items;
  }
}
