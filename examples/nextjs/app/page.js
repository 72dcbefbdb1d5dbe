export default function Page() {
  return (
    <form action="/api/contact" method="post" encType="multipart/form-data">
      <p><label>Your address <input name="email" type="email" required /></label></p>
      <p><label>Your message <textarea name="message" required /></label></p>
      <p><label>A file <input name="file" type="file" /></label></p>
      <button>Send</button>
    </form>
  );
}
