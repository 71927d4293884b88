package dev.slipway.cli;

import java.time.LocalDate;
import java.util.Map;

/**
 * What a command is started in.
 *
 * @param terminal where it prints
 * @param environment the process's environment
 * @param today the day on which waivers are judged, in UTC
 */
record Surroundings(Terminal terminal, Map<String, String> environment, LocalDate today) {}
