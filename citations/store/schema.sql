CREATE TABLE document (
	id INTEGER NOT NULL,
	"key" BLOB NOT NULL,
	source TEXT NOT NULL,
	CONSTRAINT pk_document PRIMARY KEY (id),
	CONSTRAINT uq_document_key UNIQUE ("key")
);

CREATE TABLE full_text (
	sha256 VARCHAR NOT NULL,
	deflated BLOB NOT NULL,
	CONSTRAINT pk_full_text PRIMARY KEY (sha256)
);

CREATE TABLE host (
	"key" BLOB NOT NULL,
	host TEXT NOT NULL,
	not_before DATETIME,
	about TEXT NOT NULL,
	CONSTRAINT pk_host PRIMARY KEY ("key")
);

CREATE TABLE kept_reading (
	"key" BLOB NOT NULL,
	kept_at DATETIME NOT NULL,
	packed BLOB NOT NULL,
	CONSTRAINT pk_kept_reading PRIMARY KEY ("key")
);

CREATE TABLE kept_report (
	"key" BLOB NOT NULL,
	kept_at DATETIME NOT NULL,
	good_until DATETIME NOT NULL,
	said BLOB NOT NULL,
	CONSTRAINT pk_kept_report PRIMARY KEY ("key")
);

CREATE TABLE link (
	id INTEGER NOT NULL,
	"key" BLOB NOT NULL,
	url TEXT NOT NULL,
	host TEXT NOT NULL,
	status VARCHAR,
	reason TEXT,
	why TEXT,
	strikes INTEGER NOT NULL,
	checked_at DATETIME,
	struck_at DATETIME,
	next_check_at DATETIME,
	looked_up_at DATETIME,
	since DATETIME,
	CONSTRAINT pk_link PRIMARY KEY (id),
	CONSTRAINT uq_link_key UNIQUE ("key")
);

CREATE INDEX ix_link_next_check_at ON link (next_check_at);

CREATE TABLE review (
	id INTEGER NOT NULL,
	subject_key BLOB NOT NULL,
	subject TEXT NOT NULL,
	scope VARCHAR NOT NULL,
	decision VARCHAR NOT NULL,
	author TEXT NOT NULL,
	reason TEXT NOT NULL,
	decided_at DATETIME NOT NULL,
	expires_at DATETIME,
	about_sha256 VARCHAR,
	CONSTRAINT pk_review PRIMARY KEY (id)
);

CREATE INDEX ix_review_subject_key ON review (subject_key);

CREATE TABLE run (
	id INTEGER NOT NULL,
	source_key BLOB NOT NULL,
	source TEXT NOT NULL,
	made_at DATETIME NOT NULL,
	version VARCHAR NOT NULL,
	complete BOOLEAN NOT NULL,
	remarks TEXT NOT NULL,
	CONSTRAINT pk_run PRIMARY KEY (id)
);

CREATE INDEX ix_run_source ON run (source_key, id);

CREATE TABLE verifier_schema (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT pk_verifier_schema PRIMARY KEY (version_num)
);

CREATE TABLE watch (
	"key" BLOB NOT NULL,
	source TEXT NOT NULL,
	every_seconds FLOAT NOT NULL,
	added_at DATETIME NOT NULL,
	last_run_at DATETIME,
	CONSTRAINT pk_watch PRIMARY KEY ("key")
);

CREATE TABLE claim (
	id BLOB NOT NULL,
	document_id BIGINT NOT NULL,
	first_revision INTEGER NOT NULL,
	last_revision INTEGER,
	text TEXT NOT NULL,
	kind VARCHAR NOT NULL,
	checkworthiness FLOAT NOT NULL,
	CONSTRAINT pk_claim PRIMARY KEY (id),
	CONSTRAINT fk_claim_document_id FOREIGN KEY(document_id) REFERENCES document (id)
);

CREATE INDEX ix_claim_document_id ON claim (document_id);

CREATE TABLE link_check (
	id INTEGER NOT NULL,
	link_id BIGINT NOT NULL,
	checked_at DATETIME NOT NULL,
	status VARCHAR NOT NULL,
	reason TEXT NOT NULL,
	why TEXT NOT NULL,
	http_status INTEGER,
	final_url TEXT,
	hops TEXT NOT NULL,
	elapsed_ms INTEGER NOT NULL,
	title TEXT,
	content_type TEXT,
	content_length BIGINT,
	content_sha256 VARCHAR,
	truncated BOOLEAN NOT NULL,
	retry_after BIGINT,
	error TEXT,
	retries INTEGER,
	held_ms INTEGER,
	CONSTRAINT pk_link_check PRIMARY KEY (id),
	CONSTRAINT fk_link_check_link_id FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE UNIQUE INDEX uq_link_check_visit ON link_check (link_id, checked_at);

CREATE TABLE memento (
	id INTEGER NOT NULL,
	"key" BLOB NOT NULL,
	link_id BIGINT NOT NULL,
	archive VARCHAR NOT NULL,
	url TEXT NOT NULL,
	original TEXT NOT NULL,
	captured_at DATETIME NOT NULL,
	status INTEGER,
	verified BOOLEAN NOT NULL,
	found_at DATETIME NOT NULL,
	CONSTRAINT pk_memento PRIMARY KEY (id),
	CONSTRAINT uq_memento_key UNIQUE ("key"),
	CONSTRAINT fk_memento_link_id FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE INDEX ix_memento_link_id ON memento (link_id);

CREATE TABLE note (
	id BLOB NOT NULL,
	document_id BIGINT NOT NULL,
	first_revision INTEGER NOT NULL,
	last_revision INTEGER,
	text TEXT NOT NULL,
	kind VARCHAR NOT NULL,
	CONSTRAINT pk_note PRIMARY KEY (id),
	CONSTRAINT fk_note_document_id FOREIGN KEY(document_id) REFERENCES document (id)
);

CREATE INDEX ix_note_document_id ON note (document_id);

CREATE TABLE reference (
	id BLOB NOT NULL,
	document_id BIGINT NOT NULL,
	first_revision INTEGER NOT NULL,
	last_revision INTEGER,
	raw TEXT NOT NULL,
	csl TEXT NOT NULL,
	link_id BIGINT,
	CONSTRAINT pk_reference PRIMARY KEY (id),
	CONSTRAINT fk_reference_document_id FOREIGN KEY(document_id) REFERENCES document (id),
	CONSTRAINT fk_reference_link_id FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE INDEX ix_reference_document_id ON reference (document_id);

CREATE INDEX ix_reference_link_id ON reference (link_id);

CREATE TABLE revision (
	document_id BIGINT NOT NULL,
	number INTEGER NOT NULL,
	text_sha256 VARCHAR NOT NULL,
	read_at DATETIME NOT NULL,
	format VARCHAR NOT NULL,
	title TEXT,
	claim_count INTEGER NOT NULL,
	citation_count INTEGER NOT NULL,
	note_count INTEGER NOT NULL,
	reference_count INTEGER NOT NULL,
	link_count INTEGER NOT NULL,
	layout BLOB NOT NULL,
	ids BLOB NOT NULL,
	digest BLOB NOT NULL,
	CONSTRAINT pk_revision PRIMARY KEY (document_id, number),
	CONSTRAINT fk_revision_document_id FOREIGN KEY(document_id) REFERENCES document (id)
);

CREATE TABLE saving (
	link_id BIGINT NOT NULL,
	due_at DATETIME,
	about TEXT NOT NULL,
	CONSTRAINT pk_saving PRIMARY KEY (link_id),
	CONSTRAINT fk_saving_link_id FOREIGN KEY(link_id) REFERENCES link (id)
);

CREATE INDEX ix_saving_due_at ON saving (due_at);

CREATE TABLE source (
	id INTEGER NOT NULL,
	"key" BLOB NOT NULL,
	url_key BLOB NOT NULL,
	text_sha256 VARCHAR NOT NULL,
	about TEXT NOT NULL,
	CONSTRAINT pk_source PRIMARY KEY (id),
	CONSTRAINT uq_source_key UNIQUE ("key"),
	CONSTRAINT fk_source_text_sha256 FOREIGN KEY(text_sha256) REFERENCES full_text (sha256)
);

CREATE INDEX ix_source_text_sha256 ON source (text_sha256);

CREATE INDEX ix_source_url_key ON source (url_key);

CREATE TABLE citation (
	id BLOB NOT NULL,
	document_id BIGINT NOT NULL,
	first_revision INTEGER NOT NULL,
	last_revision INTEGER,
	marker TEXT NOT NULL,
	style VARCHAR NOT NULL,
	dangling BOOLEAN NOT NULL,
	claim_id BLOB,
	note_id BLOB,
	CONSTRAINT pk_citation PRIMARY KEY (id),
	CONSTRAINT fk_citation_document_id FOREIGN KEY(document_id) REFERENCES document (id),
	CONSTRAINT fk_citation_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT fk_citation_note_id FOREIGN KEY(note_id) REFERENCES note (id)
);

CREATE INDEX ix_citation_claim_id ON citation (claim_id);

CREATE INDEX ix_citation_document_id ON citation (document_id);

CREATE INDEX ix_citation_note_id ON citation (note_id);

CREATE TABLE reference_status (
	id INTEGER NOT NULL,
	reference_id BLOB NOT NULL,
	status VARCHAR NOT NULL,
	found_at DATETIME NOT NULL,
	CONSTRAINT pk_reference_status PRIMARY KEY (id),
	CONSTRAINT fk_reference_status_reference_id FOREIGN KEY(reference_id) REFERENCES reference (id)
);

CREATE INDEX ix_reference_status_reference ON reference_status (reference_id, id);

CREATE TABLE tag (
	id INTEGER NOT NULL,
	claim_id BLOB NOT NULL,
	tagged_at DATETIME NOT NULL,
	status VARCHAR NOT NULL,
	why TEXT NOT NULL,
	digest BLOB NOT NULL,
	CONSTRAINT pk_tag PRIMARY KEY (id),
	CONSTRAINT fk_tag_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_tag_claim ON tag (claim_id, id);

CREATE TABLE citation_reference (
	citation_id BLOB NOT NULL,
	reference_id BLOB NOT NULL,
	CONSTRAINT pk_citation_reference PRIMARY KEY (citation_id, reference_id),
	CONSTRAINT fk_citation_reference_citation_id FOREIGN KEY(citation_id) REFERENCES citation (id),
	CONSTRAINT fk_citation_reference_reference_id FOREIGN KEY(reference_id) REFERENCES reference (id)
);

CREATE INDEX ix_citation_reference_reference_id ON citation_reference (reference_id);

CREATE TABLE verdict (
	tag_id BIGINT NOT NULL,
	number INTEGER NOT NULL,
	reference_id BLOB,
	reference VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	score FLOAT,
	judge TEXT NOT NULL,
	why TEXT NOT NULL,
	evidence TEXT NOT NULL,
	reasons TEXT NOT NULL,
	text_sha256 VARCHAR,
	CONSTRAINT pk_verdict PRIMARY KEY (tag_id, number),
	CONSTRAINT fk_verdict_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id),
	CONSTRAINT fk_verdict_reference_id FOREIGN KEY(reference_id) REFERENCES reference (id)
);

CREATE INDEX ix_verdict_reference_id ON verdict (reference_id);

