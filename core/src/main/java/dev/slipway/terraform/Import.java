package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Range;
import java.util.Optional;

/**
 * {@code import { … }}.
 *
 * @param target what {@code to} names, its computed indexes left out; empty where it is wrong,
 *     which is reported already
 */
public record Import(
    Optional<HclExpression> to,
    Optional<Address> target,
    Optional<HclExpression> id,
    Optional<HclExpression> forEach,
    Optional<ProviderReference> provider,
    Range header) {}
