package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.evidence.Span;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.terraform.Reference;
import dev.slipway.terraform.Resource;
import dev.slipway.terraform.ResourceMode;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * A resource or data source as a rule sees it. One with {@code count} or {@code for_each} is seen
 * once for each module instance, without what its elements differ in.
 */
public final class ResourceView implements BlockView {

  private final ModuleView module;
  private final Resource resource;
  private final WrittenBlock body;

  ResourceView(ModuleView module, Resource resource) {
    this.module = module;
    this.resource = resource;
    this.body = new WrittenBlock(module.names(resource), resource.body(), resource.header());
  }

  /** {@code module.web.aws_lb.main}. */
  public String address() {
    return module.address(resource.address());
  }

  public String type() {
    return resource.type();
  }

  public boolean isData() {
    return resource.mode() == ResourceMode.DATA;
  }

  Resource resource() {
    return resource;
  }

  ModuleView module() {
    return module;
  }

  public StackView stack() {
    return module.stack();
  }

  @Override
  public Span place() {
    return body.place();
  }

  @Override
  public Setting own(String name) {
    return body.own(name);
  }

  @Override
  public Blocks children(String name) {
    return body.children(name);
  }

  @Override
  public List<ResourceView> targets(String path) {
    return body.targets(path);
  }

  /** An argument's expression as written. */
  Optional<HclExpression> expression(String name) {
    return body.expression(name);
  }

  ModuleView.Names names() {
    return body.names();
  }

  /** Whether the provider is kept from destroying it by {@code lifecycle}. */
  public boolean preventsDestroy() {
    return resource.lifecycle().preventDestroy();
  }

  /** The resources that {@code depends_on} names. */
  public List<ResourceView> dependencies() {
    return module.follow(
        resource.dependsOn().stream().map(Reference::traversal).toList(), Optional.empty());
  }

  /** Whether an output of its module hands it to whoever calls that. */
  public boolean isExported() {
    return module.exports(this);
  }

  /** The resources of a type that refer to this one. */
  public List<ResourceView> referrers(String... types) {
    List<String> wanted = List.of(types);
    return stack().referring(this).stream().filter(r -> wanted.contains(r.type())).toList();
  }

  /** All that is set in it, as an object; blocks are lists of objects. */
  public Value asValue() {
    return body.asValue();
  }

  /** Reports a fault at an argument, or at the resource where that is not written. */
  public void fault(Report report, String path, String particulars) {
    report.add(address(), at(path).place(), particulars);
  }

  /** Reports a fault in a block. */
  public void fault(Report report, Span place, String particulars) {
    report.add(address(), place, particulars);
  }

  /** Reports a fault of the resource as a whole. */
  public void fault(Report report, String particulars) {
    report.add(address(), place(), particulars);
  }

  @Override
  public String toString() {
    return address();
  }
}
