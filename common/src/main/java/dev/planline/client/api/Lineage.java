package dev.planline.client.api;

import java.util.List;

/**
 * The relatives of a trajectory.
 *
 * @param ancestors ids of parents, their parents and so on, nearest first
 * @param descendants ids of children, their children and so on, nearest first
 */
public record Lineage(String trajectoryId, List<String> ancestors, List<String> descendants) {}
