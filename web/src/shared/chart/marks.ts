// SPDX-License-Identifier: Apache-2.0
// Marks of milestones (节点). They differ by shape and fill, never by colour alone: a hanging triangle is where the
// baseline stood, a hollow diamond what is expected now, a full one what happened, a double one what is overdue.

export function diamond(x: number, y: number, radius: number): string {
  return `M${x} ${y - radius}l${radius} ${radius}-${radius} ${radius}-${radius}-${radius}Z`;
}

export function hanging(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}h${radius * 2}l-${radius} ${radius + 1}Z`;
}
