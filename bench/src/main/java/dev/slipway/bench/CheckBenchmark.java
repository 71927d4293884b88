package dev.slipway.bench;

import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.CheckReport;
import dev.slipway.check.report.Kind;
import dev.slipway.run.CheckRequest;
import dev.slipway.run.CheckRun;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.source.SourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The check of one large root module in a warm JVM: ten resources a file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CheckBenchmark {

  private static final int RESOURCES_IN_FILE = 10;

  @Param({"10", "100", "1000", "10000", "100000"})
  public int resources;

  private SourceTree tree = MemorySourceTree.of("empty", Map.of());

  @Setup
  public void write() {
    tree = MemorySourceTree.of("bench", files(resources));
  }

  /** A program as people write them: resources that refer to each other, variables, locals. */
  static Map<String, String> files(int resources) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "variables.tf",
        """
        variable "region" {
          type    = string
          default = "eu-central-1"
        }

        variable "tags" {
          type    = map(string)
          default = {}
        }

        locals {
          prefix = "bench-${var.region}"
        }
        """);
    for (int file = 0; file * RESOURCES_IN_FILE < resources; file++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < RESOURCES_IN_FILE; i++) {
        text.append(resource(file * RESOURCES_IN_FILE + i));
      }
      files.put("part" + file + ".tf", text.toString());
    }
    return files;
  }

  private static String resource(int number) {
    return switch (number % 5) {
      case 0 ->
          """
          resource "aws_security_group" "r%1$d" {
            name        = "${local.prefix}-%1$d"
            description = "number %1$d"

            ingress {
              description = "https"
              from_port   = 443
              to_port     = 443
              protocol    = "tcp"
              cidr_blocks = ["10.0.0.0/16"]
            }

            tags = merge(var.tags, { Name = "sg-%1$d" })
          }

          """
              .formatted(number);
      case 1 ->
          """
          resource "aws_s3_bucket" "r%1$d" {
            bucket        = "${local.prefix}-bucket-%1$d"
            force_destroy = false
            tags          = var.tags
          }

          """
              .formatted(number);
      case 2 ->
          """
          resource "aws_s3_bucket_versioning" "r%1$d" {
            bucket = aws_s3_bucket.r%2$d.id

            versioning_configuration {
              status = "Enabled"
            }
          }

          """
              .formatted(number, number - 1);
      case 3 ->
          """
          resource "aws_instance" "r%1$d" {
            ami                    = "ami-0123456789abcdef0"
            instance_type          = "t3.micro"
            vpc_security_group_ids = [aws_security_group.r%2$d.id]

            metadata_options {
              http_tokens = "required"
            }

            root_block_device {
              encrypted = true
            }
          }

          """
              .formatted(number, number - 3);
      default ->
          """
          resource "aws_sqs_queue" "r%1$d" {
            name                      = format("%%s-%%d", local.prefix, %1$d)
            message_retention_seconds = 86400
            sqs_managed_sse_enabled   = true
          }

          """
              .formatted(number);
    };
  }

  @Benchmark
  public CheckReport validity() {
    return check(EnumSet.of(Kind.VALIDITY));
  }

  @Benchmark
  public CheckReport all() {
    return check(EnumSet.allOf(Kind.class));
  }

  private CheckReport check(EnumSet<Kind> kinds) {
    return CheckRun.check(
        new CheckRequest(
            tree,
            List.of(""),
            kinds,
            Baseline.none(),
            LocalDate.of(2026, 1, 1),
            ModuleLoader.TERRAFORM_VERSION,
            List.of(),
            List.of()));
  }
}
