/** The only two live regions of the product, there from the first paint so that screen readers know them. */
export const LiveRegions = ({ status, alert }: { readonly status: string; readonly alert: string }) => (
  <>
    <div role="status" className="visually-hidden">
      {status}
    </div>
    <div role="alert" className="visually-hidden">
      {alert}
    </div>
  </>
)
