package tui

import (
	"reflect"
	"slices"

	"charm.land/lipgloss/v2"

	"zdg/flow/page"
)

// kept is what was drawn last of what only a message changes. While the browser is waited for,
// the clock has the screen drawn every second, and what stands beside the clock is the same
// each time. Any other message drops it (see model.Update).
type kept struct {
	frame             frame
	head, rail, panel []string
	blocks            []keptBlock // of the page, by index

	keys   []binding // that keyRow shows
	keyRow []string
}

// keptBlock is a block of the page with the lines that were drawn for it. It has the zero
// value where a block is drawn anew each time.
type keptBlock struct {
	block    page.Block
	afterGap bool // no line was needed for a gap above
	lines    []string
	bar      lipgloss.Style // beside all of its lines, if it has one
	hasBar   bool
}

// keep returns what was kept for a frame. What it does not have yet is nil.
func (d *shared) keep(f frame) *kept {
	if d.kept == nil || d.kept.frame != f {
		d.kept = &kept{frame: f}
	}
	return d.kept
}

// rowOf is the row of keys; it is rendered when it is not the one that was shown last.
func (k *kept) rowOf(th theme, all, right []binding, width int) []string {
	keys := slices.Concat(all, right)
	same := func(a, b binding) bool { return a.Help() == b.Help() && a.pinned == b.pinned && a.first == b.first }
	if k.keyRow == nil || !slices.EqualFunc(k.keys, keys, same) {
		k.keys, k.keyRow = keys, keyRow(th, all, right, width)
	}
	return k.keyRow
}

// drawKept draws the block with an index, or writes what was drawn for it if it says the same.
func (b *body) drawKept(p *canvas, i int, block page.Block) {
	k := p.kept
	if k == nil || !drawsAlike(block) {
		b.drawBlock(p, block)
		return
	}
	for i >= len(k.blocks) {
		k.blocks = append(k.blocks, keptBlock{})
	}
	old, start, afterGap := &k.blocks[i], len(p.lines), p.afterGap()
	if old.block != nil && old.afterGap == afterGap && reflect.DeepEqual(old.block, block) {
		if p.lines = append(p.lines, old.lines...); old.hasBar {
			p.markBar(start, old.bar)
		}
		return
	}
	top, bottom := p.top, p.bottom
	b.drawBlock(p, block)
	if *old = (keptBlock{}); p.top != top || p.bottom != bottom {
		return // it has the focus, of which the canvas has to know each time
	}
	*old = keptBlock{block: block, afterGap: afterGap, lines: slices.Clone(p.lines[start:])}
	old.bar, old.hasBar = p.bars[start]
}

// drawsAlike reports whether a block that says the same is drawn the same, but for the focus, until
// a message comes.
func drawsAlike(block page.Block) bool {
	switch block := block.(type) {
	case page.Text, page.Copyable:
		return true
	case page.Row:
		return block.Mark != page.Spinner
	}
	return false
}
