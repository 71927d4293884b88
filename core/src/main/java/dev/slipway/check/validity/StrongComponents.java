package dev.slipway.check.validity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The strongly connected components of a directed graph, by Tarjan's algorithm with a stack of its
 * own. Nodes are numbers from 0.
 */
final class StrongComponents {

  private final List<? extends List<Integer>> edges;
  private final int[] number;
  private final int[] low;
  private final int[] nextEdge;
  private final boolean[] open;
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<List<Integer>> found = new ArrayList<>();
  private int count;

  private StrongComponents(List<? extends List<Integer>> edges) {
    this.edges = edges;
    this.number = new int[edges.size()];
    this.low = new int[edges.size()];
    this.nextEdge = new int[edges.size()];
    this.open = new boolean[edges.size()];
  }

  /**
   * The components, each after all that it has edges to.
   *
   * @param edges for each node, the nodes that it depends on
   */
  static List<List<Integer>> of(List<? extends List<Integer>> edges) {
    StrongComponents components = new StrongComponents(edges);
    for (int node = 0; node < edges.size(); node++) {
      if (components.number[node] == 0) {
        components.search(node);
      }
    }
    return components.found;
  }

  private void search(int start) {
    Deque<Integer> path = new ArrayDeque<>();
    enter(start, path);
    while (!path.isEmpty()) {
      int node = path.peek();
      if (nextEdge[node] < edges.get(node).size()) {
        int target = edges.get(node).get(nextEdge[node]++);
        if (number[target] == 0) {
          enter(target, path);
        } else if (open[target]) {
          low[node] = Math.min(low[node], number[target]);
        }
      } else {
        path.pop();
        if (!path.isEmpty()) {
          low[path.peek()] = Math.min(low[path.peek()], low[node]);
        }
        close(node);
      }
    }
  }

  private void enter(int node, Deque<Integer> path) {
    number[node] = ++count;
    low[node] = count;
    open[node] = true;
    stack.push(node);
    path.push(node);
  }

  private void close(int node) {
    if (low[node] != number[node]) {
      return;
    }
    List<Integer> component = new ArrayList<>();
    int member;
    do {
      member = stack.pop();
      open[member] = false;
      component.add(member);
    } while (member != node);
    component.sort(null);
    found.add(component);
  }
}
