package dev.slipway.check.validity;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The forms of text that providers want, none stricter than they are. */
final class Formats {

  private static final JsonFactory JSON = new JsonFactory();

  private Formats() {}

  /** Whether a text has a form; true for a form that is not known. */
  static boolean fits(String format, String text) {
    return switch (format) {
      case "azure_resource_id" -> text.startsWith("/");
      case "json" -> json(text);
      case "port" -> number(text, 65_535);
      case "cidr" -> cidr(text);
      case "ipv4" -> ipv4(text);
      case "ip" -> ipv4(text) || ipv6(text);
      case "arn" -> arn(text);
      case "aws_account_id" -> text.length() == 12 && digits(text);
      case "uuid" ->
          matches(
              text, "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
      case "rfc3339" ->
          matches(
              text,
              "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})");
      case "base64" -> matches(text, "[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*");
      case "url" -> matches(text, "[a-zA-Z][a-zA-Z0-9+.-]*:.+");
      case "duration" -> matches(text, "[+-]?([0-9.]+(ns|us|µs|μs|ms|s|m|h))+|0");
      default -> true;
    };
  }

  private static boolean matches(String text, String pattern) {
    return BoundedText.find(Pattern.compile("\\A(?:" + pattern + ")\\z"), text);
  }

  private static boolean json(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException broken) {
      // What a stricter reader than the provider's refuses is let pass.
      return broken instanceof tools.jackson.core.exc.StreamConstraintsException;
    }
  }

  private static boolean digits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean number(String text, int most) {
    return digits(text)
        && text.length() <= 9
        && Integer.parseInt(text) <= most
        && (text.length() == 1 || text.charAt(0) != '0');
  }

  private static boolean cidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String address = text.substring(0, slash);
    String length = text.substring(slash + 1);
    return ipv4(address) ? number(length, 32) : ipv6(address) && number(length, 128);
  }

  private static boolean ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (!number(part, 255)) {
        return false;
      }
    }
    return true;
  }

  private static boolean ipv6(String text) {
    if (text.length() > 45 || text.indexOf(':') < 0) {
      return false;
    }
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::") || text.contains(":::")) {
      return false;
    }
    int groups = 0;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.isEmpty()) {
        boolean edge = gap == 0 && i < 2 || gap == text.length() - 2 && i > parts.length - 3;
        if (gap < 0 || !edge && text.indexOf("::") != gap) {
          return false;
        }
      } else if (i == parts.length - 1 && part.indexOf('.') > 0) {
        if (!ipv4(part)) {
          return false;
        }
        groups += 2;
      } else if (part.length() > 4 || !hex(part)) {
        return false;
      } else {
        groups++;
      }
    }
    return gap < 0 ? groups == 8 && !text.startsWith(":") && !text.endsWith(":") : groups < 8;
  }

  private static boolean hex(String text) {
    return text.toLowerCase(Locale.ROOT)
        .chars()
        .allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  /** {@code arn:partition:service:region:account:resource}. */
  private static boolean arn(String text) {
    String[] parts = text.split(":", 6);
    return parts.length == 6
        && parts[0].equals("arn")
        && parts[1].startsWith("aws")
        && (!digits(parts[4]) || parts[4].length() == 12)
        && !parts[5].isEmpty();
  }
}
