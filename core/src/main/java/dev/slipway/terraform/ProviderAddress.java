package dev.slipway.terraform;

/** A provider: {@code registry.terraform.io/hashicorp/aws}. */
public record ProviderAddress(String host, String namespace, String type) {

  public static final String PUBLIC_REGISTRY = "registry.terraform.io";

  /** What a local name stands for when nothing is required by it. */
  public static ProviderAddress implied(String localName) {
    return localName.equals("terraform")
        ? new ProviderAddress("terraform.io", "builtin", "terraform")
        : new ProviderAddress(PUBLIC_REGISTRY, "hashicorp", localName);
  }

  /** The provider of {@code terraform_data} and {@code terraform_remote_state}. */
  public boolean isBuiltIn() {
    return host.equals("terraform.io") && namespace.equals("builtin");
  }

  @Override
  public String toString() {
    return host + "/" + namespace + "/" + type;
  }
}
