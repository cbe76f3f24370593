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

	keys   []shownKey
	keyRow []string
}

// keptBlock is a block of the page with the lines that were drawn for it. It has the zero
// value where a block is drawn anew each time.
type keptBlock struct {
	block    page.Block
	afterGap bool // no line was needed for a gap above
	lines    []string
	bars     map[int]lipgloss.Style // by the index in lines
}

// shownKey is what the row of keys shows of a binding, and what it decides by.
type shownKey struct {
	key, does     string
	pinned, first bool
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
	var keys []shownKey
	for _, b := range slices.Concat(all, right) {
		keys = append(keys, shownKey{b.Help().Key, b.Help().Desc, b.pinned, b.first})
	}
	if k.keyRow == nil || !slices.Equal(k.keys, keys) {
		k.keys, k.keyRow = keys, keyRow(th, all, right, width)
	}
	return k.keyRow
}

// drawKept draws the block with an index, or writes what was drawn for it if it says the same.
func (b *body) drawKept(p *canvas, i int, block page.Block) {
	k := p.kept
	if k == nil || !still(block) {
		b.drawBlock(p, block)
		return
	}
	for i >= len(k.blocks) {
		k.blocks = append(k.blocks, keptBlock{})
	}
	old, start := &k.blocks[i], len(p.lines)
	afterGap := p.afterGap()
	if old.block != nil && old.afterGap == afterGap && reflect.DeepEqual(old.block, block) {
		p.lines = append(p.lines, old.lines...)
		for on, bar := range old.bars {
			p.bars[start+on] = bar
		}
		return
	}
	top, bottom := p.top, p.bottom
	b.drawBlock(p, block)
	if *old = (keptBlock{}); p.top != top || p.bottom != bottom {
		return // it has the focus, of which the canvas has to know each time
	}
	*old = keptBlock{block: block, afterGap: afterGap, lines: slices.Clone(p.lines[start:]), bars: map[int]lipgloss.Style{}}
	for on := range old.lines {
		if bar, has := p.bars[start+on]; has {
			old.bars[on] = bar
		}
	}
}

// still reports whether a block that says the same is drawn the same, but for the focus, until
// a message comes.
func still(block page.Block) bool {
	switch block := block.(type) {
	case page.Text, page.Copyable:
		return true
	case page.Row:
		return block.Mark != page.Spinner
	}
	return false
}
