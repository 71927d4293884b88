package dev.slipway.run;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Decision;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.GeneratedFile.LineProvenance;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why something is as it is.
 *
 * @param subject what was asked about
 * @param line the line's text, when a line was asked about
 * @param element the part of the blueprint it realizes
 * @param address the Terraform resource it belongs to
 * @param decisions what was decided, the weightiest first
 */
public record Explanation(
    String subject,
    Optional<String> line,
    Optional<String> element,
    Optional<String> address,
    List<Decision> decisions) {

  private static final Pattern FILE_LINE = Pattern.compile("(.+):(\\d{1,7})");
  private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*\\]");

  /**
   * The explanation of a place, an address, a blueprint element or a decision.
   *
   * @param files the files as they lie in the project
   * @param question {@code FILE:LINE}, a Terraform address, an element such as {@code
   *     workload.api}, or a decision's id
   */
  public static Optional<Explanation> of(
      Design design, List<GeneratedFile> files, String question) {
    return decision(design.blueprint(), question)
        .or(() -> place(design.blueprint(), files, question))
        .or(() -> resource(design, question))
        .or(() -> element(design.blueprint(), question));
  }

  /** Names that come close to a question that has no answer, closest first. */
  public static List<String> suggestions(
      Design design, List<GeneratedFile> files, String question) {
    TreeSet<String> names = new TreeSet<>();
    design.blueprint().decisions().forEach(d -> names.add(d.id()));
    stacks(design)
        .flatMap(s -> s.resources().stream())
        .forEach(r -> names.add(r.address().toString()));
    design.blueprint().workloads().forEach(w -> names.add(w.element().toString()));
    design.blueprint().datastores().forEach(d -> names.add(d.element().toString()));
    files.forEach(f -> names.add(f.path() + ":1"));
    return Suggestion.closest(question, List.copyOf(names)).map(List::of).orElse(List.of());
  }

  private static Optional<Explanation> decision(Blueprint blueprint, String id) {
    return blueprint
        .decision(id)
        .map(d ->
            new Explanation(
                id,
                Optional.empty(),
                Optional.of(d.element().toString()),
                Optional.empty(),
                List.of(d)));
  }

  private static Optional<Explanation> place(
      Blueprint blueprint, List<GeneratedFile> files, String question) {
    Matcher matcher = FILE_LINE.matcher(question);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String path =
        matcher.group(1).startsWith("./") ? matcher.group(1).substring(2) : matcher.group(1);
    int line = Integer.parseInt(matcher.group(2));
    return files.stream()
        .filter(f -> f.path().equals(path))
        .findFirst()
        .flatMap(f -> line(blueprint, f, line));
  }

  private static Optional<Explanation> line(Blueprint blueprint, GeneratedFile file, int number) {
    List<String> lines = file.text().lines().toList();
    if (number < 1 || number > lines.size()) {
      return Optional.empty();
    }
    Optional<LineProvenance> run = file.at(number);
    return Optional.of(
        new Explanation(
            file.path() + ":" + number,
            Optional.of(lines.get(number - 1).strip()),
            run.map(r -> r.provenance().element().toString()),
            run.flatMap(LineProvenance::address),
            run.map(r -> decisions(blueprint, List.of(r.provenance()))).orElse(List.of())));
  }

  private static Optional<Explanation> resource(Design design, String question) {
    String address = INDEX.matcher(question).replaceAll("");
    return stacks(design)
        .flatMap(s -> s.resources().stream())
        .filter(r -> r.address().toString().equals(address))
        .findFirst()
        .map(r ->
            new Explanation(
                address,
                Optional.empty(),
                Optional.of(r.provenance().element().toString()),
                Optional.of(address),
                decisions(design.blueprint(), provenances(r))));
  }

  /** Of the resource and of those of its arguments that have reasons of their own. */
  private static List<Provenance> provenances(Resource resource) {
    List<Provenance> all = new ArrayList<>();
    all.add(resource.provenance());
    resource.body().items().forEach(item -> item.provenance().ifPresent(all::add));
    return all;
  }

  private static Stream<Stack> stacks(Design design) {
    return Stream.of(design.stacks().main(), design.stacks().bootstrap());
  }

  private static Optional<Explanation> element(Blueprint blueprint, String question) {
    return Element.parse(question)
        .map(element ->
            blueprint.decisions().stream().filter(d -> d.element().equals(element)).toList())
        .filter(decisions -> !decisions.isEmpty())
        .map(decisions ->
            new Explanation(
                question, Optional.empty(), Optional.of(question), Optional.empty(), decisions));
  }

  private static List<Decision> decisions(Blueprint blueprint, List<Provenance> provenances) {
    SequencedSet<String> ids = new LinkedHashSet<>();
    provenances.forEach(p -> ids.addAll(p.decisions()));
    List<Decision> decisions = new ArrayList<>();
    ids.forEach(id -> blueprint.decision(id).ifPresent(decisions::add));
    return List.copyOf(decisions);
  }
}
