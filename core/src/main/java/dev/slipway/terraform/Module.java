package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the files of one folder declare together, override files merged in. Maps are in the order of
 * declaration.
 *
 * @param folder path of the folder; empty for the tree's root
 * @param files the files that were read, sorted by path
 * @param settings what its {@code terraform} blocks say
 * @param variables by name
 * @param locals by name
 * @param outputs by name
 * @param resources by address: {@code aws_vpc.main}, {@code data.aws_ami.ubuntu}, {@code
 *     ephemeral.random_password.db}; those inside {@code check} blocks too
 * @param calls the modules that it calls, by name
 * @param providers configurations of providers, by {@link ProviderReference#text}
 * @param checks by name
 * @param openTofu whether OpenTofu is what reads it
 */
public record Module(
    String folder,
    List<HclFile> files,
    Settings settings,
    Map<String, InputVariable> variables,
    Map<String, LocalValue> locals,
    Map<String, OutputValue> outputs,
    Map<String, Resource> resources,
    Map<String, ModuleCall> calls,
    Map<String, ProviderConfiguration> providers,
    Map<String, Check> checks,
    List<Moved> moved,
    List<Import> imports,
    List<Removed> removed,
    boolean openTofu) {

  public Module {
    files = List.copyOf(files);
    variables = ordered(variables);
    locals = ordered(locals);
    outputs = ordered(outputs);
    resources = ordered(resources);
    calls = ordered(calls);
    providers = ordered(providers);
    checks = ordered(checks);
    moved = List.copyOf(moved);
    imports = List.copyOf(imports);
    removed = List.copyOf(removed);
  }

  static <T> Map<String, T> ordered(Map<String, T> declarations) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(declarations));
  }

  /** The provider that a local name stands for in this module. */
  public ProviderAddress provider(String localName) {
    ProviderRequirement requirement = settings.requiredProviders().get(localName);
    return requirement == null ? ProviderAddress.implied(localName) : requirement.source();
  }

  /** The provider that answers for a resource. */
  public ProviderAddress provider(Resource resource) {
    return provider(resource.providerOrImplied().localName());
  }
}
