package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import java.util.List;

/** Machines of AWS and their disks. */
final class Ec2Rules {

  private static final String INSTANCE = "aws_instance";
  private static final String TEMPLATE = "aws_launch_template";
  private static final String CONFIGURATION = "aws_launch_configuration";
  private static final String VOLUME = "aws_ebs_volume";

  private Ec2Rules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AWS-EC2-IMDSV1", Ec2Rules::metadata, INSTANCE, TEMPLATE, CONFIGURATION)
        .add("SLIP-AWS-EC2-PUBLIC-IP", Ec2Rules::publicAddress, INSTANCE, TEMPLATE, CONFIGURATION)
        .add("SLIP-AWS-EC2-DISK-UNENCRYPTED", Ec2Rules::disks, INSTANCE, CONFIGURATION, TEMPLATE)
        .add("SLIP-AWS-EBS-UNENCRYPTED", Ec2Rules::volume, VOLUME)
        .add("SLIP-AWS-EBS-GP2", Ec2Rules::gp2, VOLUME, INSTANCE)
        .add("SLIP-AWS-EBS-PROVISIONED-IOPS", Ec2Rules::iops, VOLUME, "aws_db_instance")
        .add(
            "SLIP-AWS-EC2-USER-DATA-SECRET", Ec2Rules::userData, INSTANCE, TEMPLATE, CONFIGURATION);
  }

  static void metadata(ResourceView machine, Report report) {
    boolean fromTemplate = !machine.lacks("launch_template");
    if (fromTemplate || machine.at("metadata_options.http_endpoint").is("disabled")) {
      return;
    }
    Setting tokens = machine.at("metadata_options.http_tokens");
    if (tokens.isAbsent() && machine.blocks("metadata_options").more()) {
      return;
    }
    if (tokens.isAbsent() || tokens.is("optional")) {
      machine.fault(
          report,
          "metadata_options.http_tokens",
          "`metadata_options.http_tokens` " + tokens.state() + ".");
    }
  }

  static void publicAddress(ResourceView machine, Report report) {
    Expect.notOn("associate_public_ip_address").check(machine, report);
    for (BlockView card : machine.blocks("network_interfaces").known()) {
      if (card.at("associate_public_ip_address").isTrue()) {
        machine.fault(report, card.place(), "`associate_public_ip_address` is true.");
      }
    }
  }

  private static boolean encryptedByDefault(ResourceView resource) {
    return resource.stack().ofType("aws_ebs_encryption_by_default").stream()
        .anyMatch(setting -> !setting.at("enabled").isFalse());
  }

  static void disks(ResourceView machine, Report report) {
    if (encryptedByDefault(machine)) {
      return;
    }
    for (String kind :
        List.of("root_block_device", "ebs_block_device", "block_device_mappings.ebs")) {
      for (BlockView disk : machine.blocks(kind).known()) {
        if (disk.at("encrypted").isOff() && disk.at("snapshot_id").isAbsent()) {
          machine.fault(report, disk.place(), "A disk is not `encrypted`.");
        }
      }
    }
  }

  static void volume(ResourceView volume, Report report) {
    if (!encryptedByDefault(volume) && volume.at("snapshot_id").isAbsent()) {
      Expect.on("encrypted").check(volume, report);
    }
  }

  static void gp2(ResourceView resource, Report report) {
    Expect.noneOf("type", "gp2").check(resource, report);
    for (String kind : List.of("root_block_device", "ebs_block_device")) {
      for (BlockView disk : resource.blocks(kind).known()) {
        if (disk.at("volume_type").is("gp2")) {
          resource.fault(report, disk.at("volume_type").place(), "`volume_type` is `gp2`.");
        }
      }
    }
  }

  static void iops(ResourceView resource, Report report) {
    String name = resource.type().equals(VOLUME) ? "type" : "storage_type";
    boolean needed = resource.at("iops").number().map(n -> n.intValue() > 16_000).orElse(false);
    if (!needed) {
      Expect.noneOf(name, "io1", "io2").check(resource, report);
    }
  }

  static void userData(ResourceView machine, Report report) {
    for (String name : List.of("user_data", "user_data_base64")) {
      SecretText.find(PolicyReader.visibleText(machine, name))
          .ifPresent(found -> machine.fault(report, name, "It has " + found + "."));
    }
  }
}
