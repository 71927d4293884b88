package dev.slipway.terraform;

/** Where a called module comes from. */
public sealed interface ModuleSource {

  /** As written. */
  String text();

  /** A folder relative to the caller's: {@code ./network}. */
  record Local(String text) implements ModuleSource {}

  /** {@code hashicorp/consul/aws}, possibly with a host before and a subfolder after. */
  record Registry(String text) implements ModuleSource {}

  /** Anything that is fetched by its address. */
  record Remote(String text) implements ModuleSource {}

  /** Missing or not understood, which is reported already. */
  record Invalid(String text) implements ModuleSource {}
}
