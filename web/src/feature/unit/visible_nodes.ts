// SPDX-License-Identifier: Apache-2.0
import type { UnitNode } from '@/shared/http/reference';

const fits = (node: UnitNode, sought: string) =>
  `${node.id} ${node.name} ${node.short_name}`.toLowerCase().includes(sought);

// Rows of the tree from top to bottom. While something is sought nothing is folded: what fits is shown with its way up.
export function visibleNodes(roots: UnitNode[], folded: Set<string>, sought: string): UnitNode[] {
  const text = sought.trim().toLowerCase();
  const walk = (node: UnitNode): UnitNode[] => {
    const below = text === '' && folded.has(node.id) ? [] : node.children.flatMap(walk);
    return text === '' || below.length > 0 || fits(node, text) ? [node, ...below] : [];
  };
  return roots.flatMap(walk);
}
