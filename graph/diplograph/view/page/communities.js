// Communities: who has more to do with each other than with the rest. They lie on patches, and the panel lists them.

const members = new Map();
actors.forEach((actor, number) => {
  if (actor.node) members.set(actor.community, [...(members.get(actor.community) || []), number]);
});

function communityName(community) {
  const [first, second] = [...members.get(community)].sort((a, b) => weight[b] - weight[a] || a - b);
  return second === undefined ? actors[first].label : `${actors[first].label}, ${actors[second].label}`;
}

function hull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list) => {
    const chain = [];
    for (const p of list) {
      while (chain.length > 1) {
        const [a, b] = chain.slice(-2);
        if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0) break;
        chain.pop();
      }
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function drawCommunities(ctx) {
  if (!state.patches || state.ego !== null || state.community !== null) return;
  const places = network.getPositions();
  const scale = network.getScale();
  const { patch } = theme();
  ctx.save();
  ctx.globalAlpha = lit ? 0.5 : 1;
  for (const [community, all] of members) {
    const shown = all.filter((number) => isShown(number) && places[actors[number].node]);
    if (shown.length < 3) continue;
    const edge = hull(shown.flatMap((number) => {
      const { x, y } = places[actors[number].node];
      const r = nodes.get(actors[number].node).size * grown * 1.2 + 9 / scale;
      return Array.from({ length: 10 }, (_, i) => ({ x: x + r * Math.cos(i * 0.628), y: y + r * Math.sin(i * 0.628) }));
    }));
    ctx.beginPath();
    edge.forEach((p, i) => {
      const next = edge[(i + 1) % edge.length];
      const middle = [(p.x + next.x) / 2, (p.y + next.y) / 2];
      if (i) ctx.quadraticCurveTo(p.x, p.y, ...middle);
      else ctx.moveTo(...middle);
    });
    ctx.quadraticCurveTo(edge[0].x, edge[0].y, (edge[0].x + edge[1].x) / 2, (edge[0].y + edge[1].y) / 2);
    ctx.fillStyle = patch[community % patch.length];
    ctx.fill();
  }
  ctx.restore();
}
