package zendesk

import "strings"

// Slips counts the typing errors between two ASCII words: letters that are missing, extra,
// wrong, or swapped with their neighbour (the optimal string alignment distance).
func Slips(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}

// LookAlike finds what a person wrote in place of a prefix such as "d3v-" or "zdg-": with
// another separator ("d3v_"), in capitals ("D3V-"), with one typing error ("dev-"), without
// the separator ("d3v"), or twice ("d3v-d3v-"). It returns the look-alike as written. found
// is false where the value starts with the prefix once, or with nothing like it. The prefix
// consists of lower-case letters and digits and ends in a hyphen.
func LookAlike(value, prefix string) (written string, found bool) {
	if value = strings.TrimSpace(value); !isASCII(value) {
		return "", false // the parsers deal with other alphabets
	}
	word := strings.TrimSuffix(prefix, "-")
	low := strings.ToLower(value)
	if strings.HasPrefix(value, prefix) {
		twice := strings.HasPrefix(low[len(prefix):], word) && len(low) > len(prefix)+len(word) && strings.ContainsRune("-_", rune(low[len(prefix)+len(word)]))
		if twice {
			return value[:2*len(prefix)], true
		}
		return "", false
	}
	if i := strings.IndexAny(low, "-_"); i > 1 && i <= 2*len(word) && Slips(low[:i], word) <= 1 {
		return value[:i+1], true
	}
	if strings.HasPrefix(low, word) {
		return value[:len(word)], true
	}
	return "", false
}
