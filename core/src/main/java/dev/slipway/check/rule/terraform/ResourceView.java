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
 * A resource or data source as a rule sees it, in each call of its module. Of one with {@code
 * count} or {@code for_each} each element is seen; where these are not known, all of them as one,
 * without what they differ in.
 */
public final class ResourceView implements BlockView {

  private final ModuleView module;
  private final Resource resource;
  private final WrittenBlock body;
  private final Optional<Value> key;

  ResourceView(ModuleView module, Resource resource) {
    this(module.names(resource), resource, Optional.empty());
  }

  /**
   * @param key of the element that it is; none where it is the only one
   */
  ResourceView(ModuleView.Names names, Resource resource, Optional<Value> key) {
    this.module = names.module();
    this.resource = resource;
    this.body = new WrittenBlock(names, resource.body(), resource.header());
    this.key = key;
  }

  /** {@code module.web.aws_lb.main}, and an element's key behind it. */
  public String address() {
    return declaration() + key.map(Element::index).orElse("");
  }

  /** The address without an element's key. */
  String declaration() {
    return module.address(resource.address());
  }

  /** The key of the element that it is. */
  Optional<Value> key() {
    return key;
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
