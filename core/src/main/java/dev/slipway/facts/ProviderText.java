package dev.slipway.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One provider's schema on its way to the compact form. Equal bodies are kept once. */
final class ProviderText {

  final List<String> lines = new ArrayList<>();
  private final Map<String, String> numbers = new LinkedHashMap<>();
  String configuration = "";
  int resources;
  int dataSources;
  int ephemeral;
  int functions;

  /** The number of a body. */
  String add(String words) {
    String known = numbers.get(words);
    if (known != null) {
      return known;
    }
    String number = Integer.toString(numbers.size(), 36);
    numbers.put(words, number);
    return number;
  }

  String text(String source, String version) {
    String body = configuration.isEmpty() ? add("") : configuration;
    List<String> all = new ArrayList<>(lines);
    all.add("provider\t" + body + "\t" + source + "\t" + version + "\tcomplete");
    numbers.forEach((words, number) -> all.add("#" + number + "\t" + words));
    all.sort(null);
    return FactLines.withIndex(all);
  }
}
