package zendesk

// Remark is something to say about a value that parses.
type Remark struct {
	Code       string // stable, such as "numeric-id"
	Text       string // one sentence in lower case: what, then what to do; never holds a secret
	Grave      bool   // it will not work like this; false: it only deserves a look
	Source     Source // where the rule, or the evidence for it, was read
	Confidence Confidence
}

// grave and look are the two kinds of remarks; key is the key of the source.
func grave(code, text, key string, c Confidence) Remark {
	return Remark{Code: code, Text: text, Grave: true, Source: SourceOf(key), Confidence: c}
}

func look(code, text, key string, c Confidence) Remark {
	return Remark{Code: code, Text: text, Source: SourceOf(key), Confidence: c}
}
