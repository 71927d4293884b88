package dev.slipway.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import org.junit.jupiter.api.Test;

class SubnetsTest {

  @Test
  void carvesTheRangeForPrivateServices() {
    Blueprint blueprint = Designs.regions();
    assertThat(Subnets.of(blueprint, Place.primary(blueprint)))
        .contains(
            new Subnets(
                "10.10.0.0/24",
                "10.20.0.0/21",
                "10.20.0.0/24",
                "10.20.1.0/24",
                "10.20.2.0/24",
                "10.20.3.0/24"));
  }

  @Test
  void givesEachRegionAddressesOfItsOwn() {
    Blueprint blueprint = Designs.regions();
    assertThat(Subnets.of(blueprint, Place.all(blueprint).getLast()))
        .map(Subnets::services)
        .contains("10.20.8.0/21");
  }

  @Test
  void keepsTheFirstRegionsAddressesWhenASecondOneComes() {
    Blueprint one = Designs.chat().build();
    Blueprint two = Designs.regions();
    assertThat(Subnets.of(one, Place.primary(one))).isEqualTo(Subnets.of(two, Place.primary(two)));
  }

  @Test
  void hasNoneWhereNothingIsPrivate() {
    assertThat(Subnets.of(Designs.minimal(), Place.primary(Designs.minimal()))).isEmpty();
  }
}
