package zendesk

// Remark says that something looks wrong about a value that parses.
type Remark struct {
	Code       string // stable, such as "numeric-id"
	Text       string // one sentence in lower case: what, then what to do; never holds a secret
	Grave      bool   // the value will not work; false: it deserves a look
	Source     Source // the page with the rule, or with the evidence for it
	Confidence Confidence
}

// graveRemark and mildRemark make a remark; key is the key of its source.
func graveRemark(code, text, key string, c Confidence) Remark {
	return Remark{Code: code, Text: text, Grave: true, Source: SourceOf(key), Confidence: c}
}

func mildRemark(code, text, key string, c Confidence) Remark {
	return Remark{Code: code, Text: text, Source: SourceOf(key), Confidence: c}
}
