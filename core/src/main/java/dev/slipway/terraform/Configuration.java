package dev.slipway.terraform;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A root module and the modules that are called from it.
 *
 * @param root the root module with its children
 * @param files the test files beside it, as read
 */
public record Configuration(ModuleInstance root, List<TestFile> tests) {

  public Configuration {
    tests = List.copyOf(tests);
  }

  /**
   * A module at one place of the tree of calls; a folder that is called twice is there twice.
   *
   * @param path the names of the calls that lead to it; empty for the root
   * @param call how it is called; empty for the root
   * @param children by the name of the call
   * @param notLoaded the calls whose modules are not at hand, by name, with the reason
   */
  public record ModuleInstance(
      List<String> path,
      Optional<ModuleCall> call,
      Module module,
      Map<String, ModuleInstance> children,
      Map<String, String> notLoaded) {

    public ModuleInstance {
      path = List.copyOf(path);
      children = Module.ordered(children);
      notLoaded = Module.ordered(notLoaded);
    }

    /** {@code module.network.module.subnets}; empty for the root. */
    public String address() {
      return path.isEmpty() ? "" : "module." + String.join(".module.", path);
    }

    /** The address of something in it, as Terraform writes it. */
    public String address(String inside) {
      return path.isEmpty() ? inside : address() + "." + inside;
    }
  }

  /** All modules, each before its children, in the order of the calls. */
  public List<ModuleInstance> modules() {
    List<ModuleInstance> all = new java.util.ArrayList<>();
    List<ModuleInstance> waiting = new java.util.ArrayList<>(List.of(root));
    while (!waiting.isEmpty()) {
      ModuleInstance next = waiting.removeLast();
      all.add(next);
      waiting.addAll(List.copyOf(next.children().values()).reversed());
    }
    return List.copyOf(all);
  }
}
