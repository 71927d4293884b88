package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Numbers;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML into values: sequences become tuples, mappings become objects. */
final class YamlDecoder {

  private static final int DEPTH_LIMIT = 500;

  /** Larger values, as anchors make them of small texts, are not built. */
  private static final int SIZE_LIMIT = 200_000;

  private final Iterator<Event> events;
  private final Map<String, Value> anchors = new HashMap<>();

  private YamlDecoder(Iterator<Event> events) {
    this.events = events;
  }

  /** Something that is not read here, though it may well be right. */
  private static final class Unsure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Unsure() {
      super(null, null, false, false);
    }
  }

  static Value decode(String text) throws Refusal {
    LoadSettings settings = LoadSettings.builder().setParseComments(false).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      Value value = new YamlDecoder(events).document();
      return value;
    } catch (YamlEngineException e) {
      throw new Refusal(0, "the string is not YAML: " + line(e));
    } catch (Unsure e) {
      return Value.DYNAMIC;
    }
  }

  private static String line(YamlEngineException problem) {
    return problem instanceof org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException marked
        ? marked
            .getProblemMark()
            .map(mark -> "see its line " + (mark.getLine() + 1))
            .orElse("it cannot be read")
        : "it cannot be read";
  }

  private Value document() throws Refusal {
    boolean began = false;
    boolean empty = true;
    Value value = Value.NULL;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        if (began) {
          throw new Unsure(); // more documents than one
        }
        began = true;
      } else if (event instanceof NodeEvent) {
        value = node(event, 0);
        empty = false;
      }
    }
    if (empty) {
      throw new Refusal(0, "there is nothing in the string, which is no YAML document");
    }
    return value;
  }

  private Value node(Event event, int depth) {
    if (depth > DEPTH_LIMIT) {
      throw new Unsure();
    }
    Value value =
        switch (event) {
          case AliasEvent alias -> anchored(alias);
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent sequence -> sequence(sequence, depth);
          case MappingStartEvent mapping -> mapping(mapping, depth);
          default -> throw new Unsure();
        };
    if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
      node.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), value));
    }
    if (value.size() > SIZE_LIMIT) {
      throw new Unsure();
    }
    return value;
  }

  private Value anchored(AliasEvent alias) {
    Value value = anchors.get(alias.getAlias().getValue());
    if (value == null) {
      throw new Unsure();
    }
    return value;
  }

  private Value sequence(SequenceStartEvent start, int depth) {
    if (start.getTag().isPresent()) {
      throw new Unsure();
    }
    List<Value> elements = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      elements.add(node(event, depth + 1));
    }
    return Value.tuple(elements);
  }

  private Value mapping(MappingStartEvent start, int depth) {
    if (start.getTag().isPresent()) {
      throw new Unsure();
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    Map<String, Value> merged = new LinkedHashMap<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      if (!(event instanceof ScalarEvent key)) {
        throw new Unsure();
      }
      Value value = node(events.next(), depth + 1);
      if (key.isPlain() && key.getValue().equals("<<")) {
        merge(value, merged);
      } else {
        fields.put(key(key), value);
      }
    }
    merged.forEach(fields::putIfAbsent);
    return Value.object(fields);
  }

  private static void merge(Value value, Map<String, Value> merged) {
    if (!value.hasFields()) {
      throw new Unsure();
    }
    merged.putAll(value.fields());
  }

  private String key(ScalarEvent key) {
    Value value = scalar(key);
    key.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), value));
    if (value.isText()) {
      return value.text();
    }
    if (value.isBool()) {
      return Boolean.toString(value.bool());
    }
    if (value.isNumber()) {
      return Numbers.text(value.number()).orElseThrow(Unsure::new);
    }
    throw new Unsure();
  }

  private static Value scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    String tag = scalar.getTag().orElse("");
    if (tag.equals("!") || tag.equals("tag:yaml.org,2002:str")) {
      return Value.of(text);
    }
    if (!tag.isEmpty()) {
      throw new Unsure();
    }
    return scalar.isPlain() ? plain(text) : Value.of(text);
  }

  private static Value plain(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> Value.NULL;
      case "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> Value.TRUE;
      case "false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF" ->
          Value.FALSE;
      case ".inf", ".Inf", ".INF", "+.inf", "-.inf", ".nan", ".NaN", ".NAN" -> throw new Unsure();
      default -> number(text).map(Value::of).orElseGet(() -> Value.of(moment(text)));
    };
  }

  /** A date alone becomes a timestamp. */
  private static String moment(String text) {
    if (text.length() < 8 || text.charAt(4) != '-' || !Character.isDigit(text.charAt(0))) {
      return text;
    }
    if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
      return text + "T00:00:00Z";
    }
    boolean plain = text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    if (!plain && text.matches("\\d{4}-\\d{1,2}-\\d{1,2}([Tt ].*)?")) {
      throw new Unsure();
    }
    return text;
  }

  private static Optional<BigDecimal> number(String text) {
    char first = text.charAt(0);
    boolean candidate = first >= '0' && first <= '9' || "+-.".indexOf(first) >= 0;
    if (!candidate || text.length() > 1_000) {
      return Optional.empty();
    }
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    if (digits.matches("0x[0-9a-fA-F]+")) {
      return Optional.of(prefixed(digits, 16, text.startsWith("-")));
    }
    if (digits.matches("0o[0-7]+")) {
      return Optional.of(prefixed(digits, 8, text.startsWith("-")));
    }
    boolean decimal = digits.matches("([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    return decimal ? Numbers.parse(text) : Optional.empty();
  }

  private static BigDecimal prefixed(String digits, int base, boolean negative) {
    BigInteger number = new BigInteger(digits.substring(2), base);
    return new BigDecimal(negative ? number.negate() : number);
  }
}
