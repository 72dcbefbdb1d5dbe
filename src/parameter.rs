//! The one table of parameters. Parsing, encoding, the order on the wire, typo suggestions, the builder's setters, the npm
//! entry `mailgun-edge/parameters` and the check of `index.d.ts` all follow from its rows.
//!
//! It knows names, kinds and prose. It does not know how a value is read ([`crate::draft`]) or checked (`crate::check`).
//!
//! Sources, read 2026-11-22: **OAS** is Mailgun's OpenAPI 3.1 for `POST /v3/{domain_name}/messages`
//! (mailgun/mailgun-mcp-server, `src/openapi.yaml`), **RST** is the older documentation (mailgun/documentation,
//! `source/api-sending.rst`).

/// What kind of value a parameter takes. It decides which types are accepted and how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Mailboxes, joined with commas on the wire.
    Mailboxes,
    /// One line of text: no control characters but TAB.
    Line,
    /// Text of many lines; line ends become CRLF.
    Body,
    /// Tags: ASCII, at most 128 characters.
    Tags,
    /// `yes` or `no`.
    Flag,
    /// `yes`, `no` or `htmlonly`.
    HtmlFlag,
    /// `yes`, or nothing at all.
    OnlyYes,
    /// A point in time, written as an RFC 2822 date in UTC.
    Date,
    /// A span such as `1h30m`, from 5 minutes to 24 hours.
    Window,
    /// Hours such as `48h`, from 24 to 72.
    Period,
    /// A time of day: `HH:mm` or `hh:mmaa`.
    ClockTime,
    /// `domain/selector` of a DKIM key.
    DomainKey,
    /// An IPv4 or IPv6 address.
    Ip,
    /// An absolute http or https URL.
    Url,
    /// Names of headers, joined with commas on the wire; or `all`.
    HeaderNames,
    /// A JSON object.
    Json,
    /// A JSON object of objects, keyed by plain addresses.
    RecipientVariables,
    /// A map of header names to values.
    Headers,
    /// A map of variable names to values.
    Variables,
    /// A map of parameters this table does not know.
    Params,
    /// Files; a name is required.
    Files,
}

impl Kind {
    /// The name used in `mailgun-edge/parameters`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mailboxes => "mailboxes",
            Self::Line => "line",
            Self::Body => "body",
            Self::Tags => "tags",
            Self::Flag => "flag",
            Self::HtmlFlag => "html-flag",
            Self::OnlyYes => "only-yes",
            Self::Date => "date",
            Self::Window => "window",
            Self::Period => "period",
            Self::ClockTime => "clock-time",
            Self::DomainKey => "domain-key",
            Self::Ip => "ip",
            Self::Url => "url",
            Self::HeaderNames => "header-names",
            Self::Json => "json",
            Self::RecipientVariables => "recipient-variables",
            Self::Headers => "headers",
            Self::Variables => "variables",
            Self::Params => "params",
            Self::Files => "files",
        }
    }

    /// The closed set of values on the wire, where there is one.
    #[must_use]
    pub const fn values(self) -> &'static [&'static str] {
        match self {
            Self::Flag => &["yes", "no"],
            Self::HtmlFlag => &["yes", "no", "htmlonly"],
            Self::OnlyYes => &["yes"],
            _ => &[],
        }
    }

    /// A map's entries are fields of their own on the wire: `h:X-A`, `v:name`.
    #[must_use]
    pub const fn is_map(self) -> bool {
        matches!(self, Self::Headers | Self::Variables | Self::Params)
    }
}

/// One row: a parameter's names, its kind, and whether it repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name on the wire; of a map, the prefix of its names.
    pub wire: &'static str,
    /// The camelCase name of the plain object's field and of the builder's setter.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether several values may be given.
    pub repeats: bool,
}

impl Parameter {
    /// The name of the setter of one entry, where there is one: `tags` has `tag`, `headers` has `header`.
    ///
    /// ```
    /// use mailgun_edge::parameter::Field;
    /// assert_eq!(Field::Headers.row().entry(), Some("header"));
    /// assert_eq!(Field::RequireTls.row().entry(), None);
    /// ```
    #[must_use]
    pub fn entry(&self) -> Option<&'static str> {
        if self.kind == Kind::Tags || self.kind.is_map() { self.name.strip_suffix('s') } else { None }
    }
}

/// The prose of one row. A constant of its own, so that it does not weigh in the wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doc {
    /// Where a form would put it.
    pub group: &'static str,
    /// What it does, in one or two sentences.
    pub text: &'static str,
    /// Where that is said.
    pub source: &'static str,
}

/// Hands every row to the macro `$then`: variant, Rust setter, camelCase name, wire name, kind, repeats, group, doc, source.
/// The rows stand in the order of the parts on the wire; files come last, so that a reader has every field before them.
macro_rules! for_each_parameter {
    ($then:ident) => {
        $then! {
            From from "from" "from" Mailboxes false "common"
                "The address of the From header: `Ada <ada@example.com>`. Needed unless a template has one of its own." "OAS; ASCII local part: anymail/django-anymail docs";
            To to "to" "to" Mailboxes true "common"
                "The recipients. At most 1000 together with cc and bcc. Several of them see each other, unless `recipient-variables` is given." "OAS; RST, Batch Sending";
            Cc cc "cc" "cc" Mailboxes true "common"
                "Recipients of a carbon copy." "OAS";
            Bcc bcc "bcc" "bcc" Mailboxes true "common"
                "Recipients of a blind carbon copy." "OAS";
            Subject subject "subject" "subject" Line false "common"
                "The subject, in any script." "OAS";
            Text text "text" "text" Body false "common"
                "The body as plain text." "OAS";
            Html html "html" "html" Body false "common"
                "The body as HTML. Not together with `template`." "OAS";
            AmpHtml amp_html "ampHtml" "amp-html" Body false "content"
                "The body as AMP HTML; give text or html as well." "OAS; RST, Sending an AMP message";
            Template template "template" "template" Line false "template"
                "The name of a template stored at Mailgun. Not together with `html`." "OAS";
            TemplateVersion template_version "templateVersion" "t:version" Line false "template"
                "A version of the template, instead of its active one. Needs `template`." "OAS";
            TemplateText template_text "templateText" "t:text" OnlyYes false "template"
                "Make a text part from the template. Needs `template`." "OAS";
            TemplateVariables template_variables "templateVariables" "t:variables" Json false "template"
                "The template's variables, as an object. Unlike `v:` they are not copied into the mail." "OAS";
            RecipientVariables recipient_variables "recipientVariables" "recipient-variables" RecipientVariables false "batch"
                "Variables of each recipient, keyed by the plain address: each then gets a message of their own. `%recipient.name%` puts one in. At most 1000 entries." "OAS; RST, Batch Sending";
            Tags tags "tags" "o:tag" Tags true "tracking"
                "Labels for statistics. ASCII, at most 128 characters each, at most 10." "OAS; Mailgun help, Tags; RST, Tagging";
            Dkim dkim "dkim" "o:dkim" Flag false "signing"
                "Sign with DKIM, or do not, whatever the domain's setting." "OAS";
            SecondaryDkim secondary_dkim "secondaryDkim" "o:secondary-dkim" DomainKey false "signing"
                "A second key to sign with, as `signing_domain/selector`. The key must exist and be active." "OAS";
            SecondaryDkimPublic secondary_dkim_public "secondaryDkimPublic" "o:secondary-dkim-public" DomainKey false "signing"
                "An alias of the second key, as `domain/selector`. Needs `o:secondary-dkim`." "OAS";
            DeliveryTime delivery_time "deliveryTime" "o:deliverytime" Date false "delivery"
                "When to deliver, at most 3 or 7 days ahead, by plan. A Date, a number (seconds below 1e11, else milliseconds), or text with a zone." "OAS; RST, Scheduling Delivery";
            DeliverWithin deliver_within "deliverWithin" "o:deliver-within" Window false "delivery"
                "How long to try: `1h30m`, `30m`, `24h`. From 5m to 24h." "OAS";
            DeliveryTimeOptimizePeriod delivery_time_optimize_period "deliveryTimeOptimizePeriod" "o:deliverytime-optimize-period" Period false "delivery"
                "Send Time Optimization: the hours within which to find each recipient's best time. From 24h to 72h." "OAS";
            TimeZoneLocalize time_zone_localize "timeZoneLocalize" "o:time-zone-localize" ClockTime false "delivery"
                "Timezone Optimization: deliver at this time of the recipient's day, `HH:mm` or `hh:mmaa`." "OAS";
            TestMode test_mode "testMode" "o:testmode" OnlyYes false "delivery"
                "Accept and charge the message, but do not deliver it." "OAS";
            Tracking tracking "tracking" "o:tracking" HtmlFlag false "tracking"
                "Track clicks and opens." "OAS";
            TrackingClicks tracking_clicks "trackingClicks" "o:tracking-clicks" HtmlFlag false "tracking"
                "Track clicks; `htmlonly` leaves links of the text part alone." "OAS";
            TrackingOpens tracking_opens "trackingOpens" "o:tracking-opens" Flag false "tracking"
                "Track opens." "OAS";
            TrackingPixelLocationTop tracking_pixel_location_top "trackingPixelLocationTop" "o:tracking-pixel-location-top" HtmlFlag false "tracking"
                "Put the tracking pixel at the top, for long mails that are cut off." "OAS";
            RequireTls require_tls "requireTls" "o:require-tls" Flag false "security"
                "Deliver over TLS or not at all." "OAS";
            SkipVerification skip_verification "skipVerification" "o:skip-verification" Flag false "security"
                "Accept any certificate of the receiving server." "OAS";
            SendingIp sending_ip "sendingIp" "o:sending-ip" Ip false "delivery"
                "Send from this IP address of the account." "OAS";
            SendingIpPool sending_ip_pool "sendingIpPool" "o:sending-ip-pool" Line false "delivery"
                "Send from an address of this pool, by its id." "OAS";
            ArchiveTo archive_to "archiveTo" "o:archive-to" Url false "delivery"
                "A URL that gets a copy of each delivered message. Billed as a delivery." "OAS";
            SuppressHeaders suppress_headers "suppressHeaders" "o:suppress-headers" HeaderNames true "delivery"
                "X-Mailgun headers to leave out of the mail, or `all`." "OAS";
            ReplyTo reply_to "replyTo" "h:Reply-To" Mailboxes true "common"
                "Where answers go." "OAS, h:";
            Headers headers "headers" "h:" Headers true "content"
                "Headers of your own. Names are ASCII; a value that is not text goes as its JSON, a list, an object or a date in an `X-` header alone." "OAS; RST, error codes";
            Variables variables "variables" "v:" Variables true "content"
                "Data attached to the message, seen in events and in the mail's X-Mailgun-Variables header. A value that is not text goes as its JSON." "OAS";
            Params params "params" "" Params true "content"
                "Parameters this package does not know yet, sent as they are." "OAS, additionalProperties";
            Attachment attachment "attachment" "attachment" Files true "files"
                "Files attached to the message. Mailgun drops a file without a name." "OAS; anymail/django-anymail#128";
            Inline inline "inline" "inline" Files true "files"
                "Files shown within the HTML as `cid:` and the file's name." "OAS; beam-community/bamboo#551";
        }
    };
}
pub(crate) use for_each_parameter;

macro_rules! define {
    ($($variant:ident $snake:ident $name:literal $wire:literal $kind:ident $repeats:literal $group:literal $doc:literal $source:literal;)*) => {
        /// A row of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Field {
            $(#[doc = $doc] $variant,)*
        }

        impl Field {
            /// Every field, in the order of the parts on the wire.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The field's row.
            #[must_use]
            pub const fn row(self) -> &'static Parameter {
                match self {
                    $(Self::$variant => &Parameter { wire: $wire, name: $name, kind: Kind::$kind, repeats: $repeats },)*
                }
            }
        }

        /// Every row, in the order of the parts on the wire.
        pub const PARAMETERS: &[Parameter] = &[
            $(Parameter { wire: $wire, name: $name, kind: Kind::$kind, repeats: $repeats },)*
        ];

        /// The prose of every row, in the order of [`PARAMETERS`].
        pub const DOCS: &[Doc] = &[$(Doc { group: $group, text: $doc, source: $source },)*];
    };
}
for_each_parameter!(define);

/// How the caller spelt a field, so that a problem can say it the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `o:tag`, `h:X-A`
    Wire,
    /// `tags`, `headers["X-A"]`
    Name,
}

impl Field {
    /// Finds the row of a plain object's key, and of `h:X-A` and `v:x` the part after the prefix.
    ///
    /// ```
    /// use mailgun_edge::parameter::{Field, Spelling};
    /// assert_eq!(Field::find("o:tag"), Some((Field::Tags, Spelling::Wire, None)));
    /// assert_eq!(Field::find("h:X-A"), Some((Field::Headers, Spelling::Wire, Some("X-A"))));
    /// assert_eq!(Field::find("o:tags"), None);
    /// ```
    #[must_use]
    pub fn find(key: &str) -> Option<(Self, Spelling, Option<&str>)> {
        if let Some(name) = key.strip_prefix("h:") {
            return Some((Self::Headers, Spelling::Wire, Some(name)));
        }
        if let Some(name) = key.strip_prefix("v:") {
            return Some((Self::Variables, Spelling::Wire, Some(name)));
        }
        for &field in Self::ALL {
            let row = field.row();
            if row.name == key {
                return Some((field, Spelling::Name, None));
            }
            if row.wire == key && !row.kind.is_map() {
                return Some((field, Spelling::Wire, None));
            }
        }
        None
    }
}
